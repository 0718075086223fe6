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

  @Test("an update commits the buffers that the gradient hands on")
  func commitsBuffers() {
    struct Remembering: Module {
      var weight = Tensor([1, 2])
      var seen = Buffer(Tensor(0))
    }
    var model = Remembering()
    var adam = Adam(for: model)
    let slope = gradient(at: model) { model in
      model.seen.record(model.weight.sum())
      return square(model.weight).sum()
    }
    adam.update(&model, along: slope)
    #expect(model.seen.value.scalar == 3)
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
}
