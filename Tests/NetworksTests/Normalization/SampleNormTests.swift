import Networks
import Tensors
import Testing

@Suite("Normalisation within samples")
struct SampleNormTests {
  let x = withSeed(1) { normal(3, 4, 5, 6) } * 3 + 20

  private func expectUnitMoments(_ rows: Tensor) {
    #expect(abs(rows.mean(axis: 1)).max().scalar < 1e-4)
    #expect(abs(rows.variance(axis: 1) - 1).max().scalar < 1e-3)
  }

  @Test("instance norm: each channel of each sample has mean 0 and variance 1 over its positions")
  func instance() {
    let norm = InstanceNorm(6)
    #expect(norm.parameters.isEmpty)
    expectUnitMoments(norm(x).permuted([0, 3, 1, 2]).reshaped(to: [18, 20]))
  }

  @Test("instance norm forgets an image's contrast and brightness")
  func contrast() {
    let norm = InstanceNorm(6, hasParameters: true, activation: .leakyReLU(0.2))
    #expect(largestDifference(norm(x * Tensor([1, 2, 3, 4, 5, 6]) - 7), norm(x)) < 1e-3)
    #expect(norm.parameters.map(\.shape) == [[6], [6]])
  }

  @Test("group norm: each group of channels of a sample has mean 0 and variance 1, and its channels keep their differences")
  func group() {
    let y = GroupNorm(6, groups: 2)(x * Tensor([1, 2, 3, 4, 5, 6]))
    expectUnitMoments(y.reshaped(to: [3, 20, 2, 3]).permuted([0, 2, 1, 3]).reshaped(to: [6, 60]))
    #expect(abs(y.reshaped(to: [3, 20, 6]).mean(axis: 1)).max().scalar > 0.5)
  }

  @Test("group norm with as many groups as channels is instance norm, with one group layer norm")
  func groupLimits() {
    #expect(largestDifference(GroupNorm(6, groups: 6)(x), InstanceNorm(6)(x)) < 1e-6)
    #expect(largestDifference(GroupNorm(6, groups: 1)(x), LayerNorm(6)(x)) < 1e-6)
  }

  @Test("layer norm: each sample, or each position, has mean 0 and variance 1")
  func layer() {
    expectUnitMoments(LayerNorm(6)(x).reshaped(to: [3, 120]))
    expectUnitMoments(LayerNorm(6, over: .position)(x).reshaped(to: [60, 6]))
    let rows = withSeed(2) { normal(7, 6) }
    #expect(largestDifference(LayerNorm(6)(rows), LayerNorm(6, over: .position)(rows)) < 1e-6)
  }

  @Test("samples do not depend on each other, and training is evaluation")
  func independence() {
    let norms: [(Tensor) -> Tensor] = [
      InstanceNorm(6).callAsFunction, GroupNorm(6, groups: 3).callAsFunction, LayerNorm(6).callAsFunction, PixelNorm().callAsFunction,
    ]
    for norm in norms {
      #expect(norm(x[1..<2]) == norm(x)[1..<2])
      #expect(evaluating { norm(x) } == norm(x))
    }
  }

  @Test("pixel norm brings the mean square over channels to 1, whatever its size, and leaves zeros at zero")
  func pixel() {
    let y = PixelNorm()(x)
    #expect(abs(square(y).mean(axis: -1) - 1).max().scalar < 1e-5)
    #expect(largestDifference(PixelNorm()(Tensor([[3, 4]])), Tensor([[3, 4]]) / 12.5.squareRoot()) < 1e-6)
    #expect(PixelNorm()(Tensor(zeros: [2, 3])) == Tensor(zeros: [2, 3]))
    #expect(gradient(at: Tensor(zeros: [2, 3])) { PixelNorm()($0).sum() }.isFinite)
  }

  @Test("pixel norm is its formula in sizes of real layers, and its gradient is that of the formula", arguments: [1, 3, 16, 33, 512])
  func pixelFormula(channels: Int) {
    func formula(_ x: Tensor) -> Tensor { x / sqrt(square(x).mean(axis: -1, keepingAxis: true) + 1e-8) }
    let (x, g) = withSeed(4) { (normal(5, 9, 9, channels), normal(5, 9, 9, channels)) }
    let exact = x.converted(to: .double)
    #expect(largestDifference(PixelNorm()(x).converted(to: .double), formula(exact)) < 2e-6)
    func slope(_ x: Tensor, _ function: (Tensor) -> Tensor) -> Tensor {
      gradient(at: x) { (function($0) * g.converted(to: x.dtype)).sum() }
    }
    let expected = slope(exact, formula)
    let scale = max(1, abs(expected).max().scalar)
    #expect(largestDifference(slope(x) { PixelNorm()($0) }.converted(to: .double), expected) < 1e-5 * scale)
    #expect(largestDifference(slope(exact) { PixelNorm()($0) }, expected) < 1e-9 * scale)
  }

  @Test("pixel norm's gradients agree with central differences in both orders")
  func pixelGradients() {
    let point = doubles(2, 3, 4, seed: 5), weight = doubles(2, 3, 4, seed: 6)
    #expect(DifferenceCheck.error(at: point) { (PixelNorm()($0) * weight).sum() } < 1e-6)
    #expect(DifferenceCheck.secondOrderError(at: point) { (PixelNorm()($0) * weight).sum() } < 1e-5)
  }
}

@Suite("Adaptive instance norm")
struct AdaINTests {
  let x = withSeed(1) { normal(3, 4, 5, 2) } * 3 + 20

  @Test("behind AdaIN mean and deviation of each channel are the style's")
  func moments() {
    let layer = withSeed(2) { AdaIN(2, styleDimension: 7) }
    let vector = withSeed(3) { normal(3, 7) }
    let parameters = layer.style(vector)
    let y = layer(x, style: vector).reshaped(to: [3, 20, 2])
    #expect(largestDifference(y.mean(axis: 1), parameters.sliced(axis: 1, 2..<4)) < 1e-4)
    #expect(largestDifference(sqrt(y.variance(axis: 1)), abs(parameters.sliced(axis: 1, 0..<2) + 1)) < 1e-4)
  }

  @Test("a style of zeros is instance norm")
  func neutralStyle() {
    let layer = withSeed(2) { AdaIN(2, styleDimension: 7) }
    #expect(largestDifference(layer(x, style: Tensor(zeros: [3, 7])), InstanceNorm(2, epsilon: 1e-8)(x)) < 1e-6)
  }

  @Test("features get the moments of another image's features, of another size too")
  func features() {
    let style = withSeed(4) { normal(3, 7, 2, 2) } * Tensor([1, 4]) - 3
    let y = adaptiveInstanceNorm(x, style: style).reshaped(to: [3, 20, 2]), target = style.reshaped(to: [3, 14, 2])
    #expect(largestDifference(y.mean(axis: 1), target.mean(axis: 1)) < 1e-4)
    #expect(largestDifference(y.variance(axis: 1) / target.variance(axis: 1), Tensor(ones: [3, 2])) < 1e-3)
    #expect(largestDifference(adaptiveInstanceNorm(x, style: x), x) < 1e-3)
  }

  @Test("content and style get gradients that agree with central differences in both orders")
  func gradients() {
    let layer = withSeed(2) { AdaIN(2, styleDimension: 3) }.inDoublePrecision()
    let content = doubles(2, 3, 2, 2, seed: 5), vector = doubles(2, 3, seed: 6)
    #expect(DifferenceCheck.error(at: content) { pow(layer($0, style: vector), 3).sum() } < 1e-6)
    #expect(DifferenceCheck.error(at: vector) { pow(layer(content, style: $0), 3).sum() } < 1e-6)
    #expect(DifferenceCheck.secondOrderError(at: content) { pow(layer($0, style: vector), 3).sum() } < 1e-5)
    #expect(DifferenceCheck.secondOrderError(at: vector) { pow(layer(content, style: $0), 3).sum() } < 1e-5)
    #expect(DifferenceCheck.error(at: content) { pow(adaptiveInstanceNorm(content, style: $0), 3).sum() } < 1e-6)
  }
}
