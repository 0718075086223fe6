import Networks
import Tensors
import Testing

private struct Pair: Module {
  var hidden = Dense(2, 2)
  var output = Dense(2, 1)
  var gain = Tensor([0])
}

private struct Single: Module {
  var weight: Tensor
}

@Suite("Norms, clipping and arithmetic of gradients")
struct GradientArithmeticTests {
  private func pair() -> Pair {
    var pair = Pair()
    pair.hidden.weight = Tensor([[1, -2], [2, 0]])
    pair.hidden.bias = Tensor([0, 4])
    pair.output.weight = Tensor([[0], [3]])
    pair.output.bias = Tensor([-4])
    pair.gain = Tensor([-12])
    return pair
  }

  @Test("a layer's norm is over its weight and bias, in the model's order")
  func norms() {
    let norms = layerNorms(of: pair())
    #expect(norms.map(\.layer) == ["hidden", "output", "gain"] && norms.map(\.norm) == [5, 5, 12])
    #expect(abs(globalNorm(of: pair()) - Double(25 + 25 + 144).squareRoot()) < 1e-14)
  }

  @Test("a norm is exact where a sum in Float would overflow or lose small numbers")
  func extremeNorms() {
    #expect(abs(globalNorm(of: Tensor([3e30, 4e30])) / 5e30 - 1) < 1e-6)
    #expect(abs(globalNorm(of: Tensor(ones: [40_003])) - 40_003.0.squareRoot()) < 1e-10)
    #expect(globalNorm(of: Tensor([1, .nan])).isNaN)
    #expect(globalNorm(of: Tensor(zeros: [0])) == 0)
  }

  @Test("clipping by norm keeps the direction and leaves a short gradient alone")
  func clippedNorm() {
    let clipped = pair().clipped(toNorm: 1)
    #expect(abs(globalNorm(of: clipped) - 1) < 1e-6)
    let ratio = clipped.gain.scalar / -12
    #expect(abs(clipped.hidden.bias[1].scalar - 4 * ratio) < 1e-7)
    #expect(pair().clipped(toNorm: 14).parameters == pair().parameters)
    #expect(pair().gain.scalar == -12)
  }

  @Test("clipping by norm hides neither infinity nor NaN", arguments: [Double.infinity, -.infinity, .nan])
  func clippedNotFinite(value: Double) {
    #expect(Tensor([1, value]).clipped(toNorm: 1).values.allSatisfy { $0.isNaN })
  }

  @Test("clipping by value and a critic's weights cuts each number; NaN stays")
  func clippedValue() {
    let x = Tensor([-3, -0.5, 0, 0.5, 3, .infinity, .nan])
    #expect(x.clipped(toValue: 1).values.map { $0.isNaN ? 99 : $0 } == [-1, -0.5, 0, 0.5, 1, 1, 99])
    var critic = withSeed(1) { MLP(2, 64, 1) }
    let copy = critic
    critic.clipParameters(to: 0.01)
    let weights = critic.parameters.flatMap(\.values), before = copy.parameters.flatMap(\.values)
    #expect(zip(weights, before).allSatisfy { $0 == min(max($1, -0.01), 0.01) })
    #expect(before.contains { abs($0) > 0.5 })
  }

  @Test("half of the sum of two halves' gradients is the gradient of the whole batch")
  func accumulation() {
    let (model, x) = withSeed(2) { (MLP(3, 8, 1, activation: .tanh), normal(10, 3)) }
    func slope(_ rows: Range<Int>) -> MLP { gradient(at: model) { square($0(x.gathered(rows: Array(rows)))).mean() } }
    let halves = 0.5 * (slope(0..<5) + slope(5..<10))
    for (a, b) in zip(halves.parameters, slope(0..<10).parameters) { #expect(largestDifference(a, b) < 1e-6) }
    let same = (slope(0..<10) + slope(0..<10)) / 2 - slope(0..<10)
    #expect(globalNorm(of: same) < 1e-7)
  }

  @Test("a step taken by arithmetic can be differentiated through: an unrolled optimiser")
  func unrolled() {
    // One step of rate r on square(w - t) moves w = 0 to 2 r t; the loss of that is (2 r t - 1)², whose slope in t is 4 r (2 r t - 1).
    let slope = gradient(at: Tensor([3], dtype: .double)) { target in
      let model = Single(weight: Tensor([0], dtype: .double))
      let next = model - 0.1 * gradient(at: model) { square($0.weight - target).sum() }
      return square(next.weight - 1).sum()
    }
    #expect(abs(slope[0].scalar - 4 * 0.1 * (0.6 - 1)) < 1e-14)
  }

  @Test("tensors and arrays keep their own operators")
  func operators() {
    let layers = [Dense(1, 1)] + [Dense(1, 2)]
    #expect(layers.count == 2)
    #expect((Tensor([1, 2]) + Tensor([1])).values == [2, 3])
  }

  @Test("a sum of gradients hands on the buffers of either; where both have recorded one, the right one's")
  func buffers() {
    let norm = withSeed(2) { BatchNorm(2) }
    let (x, y) = withSeed(3) { (normal(8, 2), normal(8, 2) + 5) }
    func slope(_ x: Tensor) -> BatchNorm { gradient(at: norm) { square($0(x)).sum() } }
    let none = gradient(at: norm) { square($0.gain).sum() }
    func committed(_ gradient: BatchNorm) -> Tensor {
      var model = norm
      model.commitBuffers(from: gradient)
      return model.runningMean.value
    }
    let (left, right) = (committed(slope(x)), committed(slope(y)))
    #expect(left != right && left != norm.runningMean.value)
    #expect(committed(slope(x) + none) == left)
    #expect(committed(none + slope(x)) == left)
    #expect(committed(0.5 * (slope(x) + slope(y))) == right)
    #expect(committed(none - none) == norm.runningMean.value)
  }
}
