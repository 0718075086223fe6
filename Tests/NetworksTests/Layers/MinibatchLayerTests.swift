import Networks
import Tensors
import Testing

@Suite("Layers that look at the whole batch")
struct MinibatchLayerTests {
  @Test("the deviation over a group, averaged, is one more channel of each of its samples")
  func standardDeviation() {
    // Two groups of two: samples 0 and 2, samples 1 and 3.
    let x = Tensor([[0, 1], [5, 5], [2, 1], [5, 9]], dtype: .double)
    let result = MinibatchStandardDeviation(groupSize: 2)(x)
    #expect(deviation(result, Tensor([[0, 1, 0.5], [5, 5, 1], [2, 1, 0.5], [5, 9, 1]], dtype: .double)) < 1e-4)
    let images = ModelGradientCheck.numbers([6, 3, 2, 4])
    let wide = MinibatchStandardDeviation(groupSize: 3)(images)
    #expect(wide.shape == [6, 3, 2, 5] && wide.sliced(axis: 3, 0..<4) == images)
    for group in 0..<2 {
      let members = concatenate([0, 1, 2].map { images[2 * $0 + group..<2 * $0 + group + 1] })
      let expected = sqrt(members.variance(axis: 0) + 1e-8).mean().scalar
      for member in 0..<3 { #expect(wide[2 * member + group].sliced(axis: 2, 4..<5).doubles.allSatisfy { abs($0 - expected) < 1e-12 }) }
    }
  }

  @Test("a batch smaller than a group is one group, and identical samples have no deviation and finite gradients")
  func edges() {
    let x = Tensor(repeating: 3, shape: [2, 4])
    let (value, slope) = valueAndGradient(at: x) { MinibatchStandardDeviation()($0).sum() }
    #expect(abs(value.scalar - 24) < 1e-3 && slope.isFinite)
    #expect(MinibatchStandardDeviation(groupSize: 8)(x).shape == [2, 5])
  }

  @Test("minibatch discrimination adds the sum of exp(-distance) for each kernel")
  func discrimination() {
    var layer = withSeed(1) { MinibatchDiscrimination(2, kernels: 2, kernelDimension: 2) }
    // Kernel 0 measures both coordinates, kernel 1 the first twice.
    layer.weight = Tensor([[1, 0, 1, 1], [0, 1, 0, 0]], dtype: .double)
    let x = Tensor([[0, 0], [1, 0], [1, 2]], dtype: .double)
    let e = { (exponent: Double) -> Double in exp(Tensor(-exponent, dtype: .double)).scalar }
    let expected = Tensor(
      [
        [0, 0, 1 + e(1) + e(3), 1 + 2 * e(2)], [1, 0, e(1) + 1 + e(2), e(2) + 2], [1, 2, e(3) + e(2) + 1, e(2) + 2],
      ], dtype: .double)
    #expect(deviation(layer(x), expected) < 1e-12)
  }

  @Test("gradients by parameters and samples are right in both orders")
  func gradients() {
    ModelGradientCheck.expectRight(MinibatchStandardDeviation(groupSize: 3), at: ModelGradientCheck.numbers([6, 2, 1, 2])) {
      square($0($1))
    }
    let layer = withSeed(4) { MinibatchDiscrimination(3, kernels: 2, kernelDimension: 2, initializer: .normal(deviation: 0.5)) }
    ModelGradientCheck.expectRight(layer, at: ModelGradientCheck.numbers([4, 3])) { square($0($1)) }
  }
}
