import Networks
import Tensors
import Testing

@Suite("Adam")
struct AdamTests {
  @Test("three steps agree with the algorithm written out by hand")
  func handValues() {
    var x = Tensor([1, -2], dtype: .double)
    var adam = Adam(for: x, learningRate: 0.1, beta1: 0.5, beta2: 0.9, epsilon: 1e-8)
    var (p, m, v) = ([1.0, -2.0], [0.0, 0.0], [0.0, 0.0])
    for step in 1...3 {
      adam.update(&x, along: gradient(at: x) { pow($0, 3).sum() })
      for i in 0..<2 {
        let g = 3 * p[i] * p[i]
        m[i] = 0.5 * m[i] + 0.5 * g
        v[i] = 0.9 * v[i] + 0.1 * g * g
        var (b1, b2) = (1.0, 1.0)
        for _ in 0..<step { (b1, b2) = (b1 * 0.5, b2 * 0.9) }
        p[i] -= 0.1 * (m[i] / (1 - b1)) / ((v[i] / (1 - b2)).squareRoot() + 1e-8)
      }
    }
    #expect(abs(x[0].scalar - p[0]) < 1e-12 && abs(x[1].scalar - p[1]) < 1e-12)
    #expect(adam.step == 3)
  }

  @Test("the first step has the length of the learning rate, whatever the gradient's size", arguments: [1e-3, 1, 1e3])
  func firstStep(size: Double) {
    var x = Tensor([5])
    var adam = Adam(for: x, learningRate: 0.01)
    adam.update(&x, along: Tensor([size]))
    #expect(abs(x[0].scalar - 4.99) < 1e-5)
  }

  @Test("updating a model leaves a copy of it, and of its optimiser, as they were")
  func valueSemantics() {
    var model = withSeed(1) { MLP(2, 4, 1) }
    var adam = Adam(for: model)
    let x = withSeed(2) { normal(8, 2) }
    let (oldModel, oldAdam) = (model, adam)
    func step(_ model: inout MLP, _ adam: inout Adam) {
      let slope = gradient(at: model) { square($0(x) - 1).mean() }
      adam.update(&model, along: slope)
    }
    step(&model, &adam)
    #expect(oldModel.parameters != model.parameters && oldAdam.step == 0)
    var (again, adamAgain) = (oldModel, oldAdam)
    step(&again, &adamAgain)
    #expect(again.parameters == model.parameters)
  }

  @Test("training fits a function that a line cannot")
  func fitsParity() {
    withSeed(5) {
      let x = Tensor([[0, 0], [0, 1], [1, 0], [1, 1]]), y = Tensor([[0], [1], [1], [0]])
      var model = MLP(2, 16, 1, activation: .tanh)
      var adam = Adam(for: model, learningRate: 0.02)
      for _ in 0..<400 { adam.update(&model, along: gradient(at: model) { square($0(x) - y).mean() }) }
      #expect(square(model(x) - y).mean().scalar < 1e-3)
    }
  }

  /// One coordinate of Adam, written out in Double.
  private struct ByHand {
    var (p, m, v, largest) = (0.0, 0.0, 0.0, 0.0)
    var t = 0

    mutating func step(_ slope: Double, l2: Double = 0, decoupled: Double = 0, isAMSGrad: Bool = false) {
      t += 1
      let g = slope + l2 * p
      m = 0.5 * m + 0.5 * g
      v = 0.9 * v + 0.1 * g * g
      largest = max(largest, v)
      let (b1, b2) = ((1...t).reduce(1.0) { product, _ in product * 0.5 }, (1...t).reduce(1.0) { product, _ in product * 0.9 })
      p = p * (1 - 0.1 * decoupled) - 0.1 * (m / (1 - b1)) / (((isAMSGrad ? largest : v) / (1 - b2)).squareRoot() + 1e-3)
    }
  }

  @Test(
    "weight decay by the gradient, past the gradient, and the largest second moment agree with the algorithms written out",
    arguments: [WeightDecay.none, .l2(0.3), .decoupled(0.3)], [false, true])
  func variants(decay: WeightDecay, isAMSGrad: Bool) {
    // Gradients that shrink, so that the largest second moment is not the last.
    let slopes = [4.0, -3, 0.5, 0.2, -0.1, 0.05, 1]
    var x = Tensor([1.5], dtype: .double)
    var adam = Adam(for: x, learningRate: 0.1, beta1: 0.5, beta2: 0.9, epsilon: 1e-3, weightDecay: decay, isAMSGrad: isAMSGrad)
    var hand = ByHand()
    hand.p = 1.5
    for slope in slopes {
      adam.update(&x, along: Tensor([slope], dtype: .double))
      hand.step(slope, l2: decay == .l2(0.3) ? 0.3 : 0, decoupled: decay == .decoupled(0.3) ? 0.3 : 0, isAMSGrad: isAMSGrad)
      #expect(abs(x[0].scalar - hand.p) < 1e-14)
    }
  }

  @Test(
    "decay past the gradient moves a weight without gradient by the rate times the share, decay by the gradient as far as Adam always goes")
  func decays() {
    var (decoupled, l2) = (Tensor([2], dtype: .double), Tensor([2], dtype: .double))
    var adamW = Adam(for: decoupled, learningRate: 0.1, weightDecay: .decoupled(0.01))
    var adam = Adam(for: l2, learningRate: 0.1, weightDecay: .l2(0.01))
    adamW.update(&decoupled, along: Tensor([0], dtype: .double))
    adam.update(&l2, along: Tensor([0], dtype: .double))
    #expect(abs(decoupled[0].scalar - 2 * (1 - 0.1 * 0.01)) < 1e-15)
    #expect(abs(l2[0].scalar - 1.9) < 1e-6)
  }

  @Test("with AMSGrad a step after a large gradient stays small, where Adam's grows again")
  func largestSecondMoment() {
    func lastStep(_ isAMSGrad: Bool) -> Double {
      var x = Tensor([0], dtype: .double)
      var adam = Adam(for: x, learningRate: 0.1, beta1: 0, beta2: 0.9, isAMSGrad: isAMSGrad)
      adam.update(&x, along: Tensor([100], dtype: .double))
      for _ in 0..<200 { adam.update(&x, along: Tensor([0.01], dtype: .double)) }
      let before = x[0].scalar
      adam.update(&x, along: Tensor([0.01], dtype: .double))
      return before - x[0].scalar
    }
    #expect(lastStep(true) < 1e-4 && lastStep(false) > 0.09)
  }

  @Test("the settings for a regulariser every sixteenth step are Karras's")
  func lazySettings() {
    let adam = Adam(for: Tensor([0]), learningRate: 2e-3, beta1: 0, beta2: 0.99).forLazyRegularization(every: 16)
    #expect(abs(adam.learningRate - 2e-3 * 16 / 17) < 1e-18)
    #expect(adam.beta1 == 0)
    #expect(abs(adam.beta2 - 0.990_585_0) < 1e-6)
    // k + 1 updates with the new beta forget as much as k with the old.
    #expect(
      abs((0..<17).reduce(1.0) { product, _ in product * adam.beta2 } - (0..<16).reduce(1.0) { product, _ in product * 0.99 }) < 1e-14)
  }

  @Test("the first step in Float has the length of the rate to a few units in the last place, though 1 - 0.999 is small")
  func firstStepInFloat() {
    var x = Tensor([0])
    var adam = Adam(for: x, learningRate: 1)
    adam.update(&x, along: Tensor([1]))
    #expect(abs(x[0].scalar + 1) < 3e-7)
  }
}
