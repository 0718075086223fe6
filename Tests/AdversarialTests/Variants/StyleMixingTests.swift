import Adversarial
import Tensors
import Testing

@Suite("Style mixing and gradient reversal")
struct StyleMixingTests {
  let first = Tensor([[1, 2], [3, 4]])
  let second = Tensor([[-1, -2], [-3, -4]])

  @Test("layers before the crossover have the first style, those behind it the second")
  func mixing() {
    #expect(repeated(styles: first, layers: 2) == Tensor(shape: [2, 2, 2], values: [1, 2, 1, 2, 3, 4, 3, 4]))
    let result = mixed(coarse: first, fine: second, crossovers: [1, 3], layers: 3)
    #expect(result == Tensor(shape: [2, 3, 2], values: [1, 2, -1, -2, -1, -2, 3, 4, 3, 4, 3, 4]))
    #expect(mixed(coarse: first, fine: second, crossovers: [0, 0], layers: 1).values == second.values)
  }

  @Test("the given share of samples is mixed, each crossover equally likely, and the first layer always keeps the first style")
  func random() {
    let result = withSeed(3) {
      randomlyMixed(first: Tensor(ones: [4_000, 1]), second: Tensor(zeros: [4_000, 1]), layers: 4, probability: 0.6)
    }
    let crossovers = result.sum(axes: [1, 2]).doubles.map { Int($0) }
    #expect(abs(Double(crossovers.count { $0 < 4 }) / 4_000 - 0.6) < 0.03)
    for crossover in 1...3 { #expect(abs(Double(crossovers.count { $0 == crossover }) / 4_000 - 0.2) < 0.03) }
    #expect(!crossovers.contains(0))
    #expect(withSeed(3) { randomlyMixed(first: first, second: second, layers: 2, probability: 0) } == repeated(styles: first, layers: 2))
  }

  @Test("each style's gradient is that of the layers that have it")
  func gradients() {
    let weights = Tensor(shape: [2, 3, 2], values: (1...12).map(Float.init))
    let slope = gradient(at: first) { (mixed(coarse: $0, fine: second, crossovers: [1, 2], layers: 3) * weights).sum() }
    #expect(slope == Tensor([[1, 2], [7 + 9, 8 + 10]]))
  }

  @Test("gradient reversal changes the gradient's sign and nothing else, once in each order")
  func reversal() {
    let x = Tensor([1.0, -2, 3], dtype: .double)
    #expect(gradientReversal(x) == x)
    #expect(gradient(at: x) { pow(gradientReversal($0, weight: 0.5), 3).sum() }.agrees(with: square(x) * -1.5))
    let feature = Tensor([0.3], dtype: .double), classifier = Tensor([2.0], dtype: .double)
    let loss = { (feature: Tensor, classifier: Tensor) -> Tensor in softplus(-(gradientReversal(feature) * classifier)).mean() }
    // The classifier descends, the feature ascends.
    #expect(gradient(at: classifier) { loss(feature, $0) }.scalar < 0)
    #expect(gradient(at: feature) { loss($0, classifier) }.scalar > 0)
  }
}
