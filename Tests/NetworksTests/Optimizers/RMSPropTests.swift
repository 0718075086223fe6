import Networks
import Tensors
import Testing

@Suite("RMSProp")
struct RMSPropTests {
  struct Variant: Sendable {
    var isInside = false
    var momentum = 0.0
    var isCentered = false
    var decay = WeightDecay.none
  }

  static let variants = [
    Variant(), Variant(isInside: true), Variant(momentum: 0.8), Variant(isCentered: true),
    Variant(isInside: true, momentum: 0.8, isCentered: true),
    Variant(decay: .l2(0.2)), Variant(momentum: 0.8, decay: .decoupled(0.2)),
  ]

  @Test("each variant agrees with the algorithm written out", arguments: variants)
  func handValues(variant: Variant) {
    var x = Tensor([1.5], dtype: .double)
    var optimizer = RMSProp(
      for: x, learningRate: 0.1, smoothing: 0.9, epsilon: 1e-2, isEpsilonInsideRoot: variant.isInside, momentum: variant.momentum,
      isCentered: variant.isCentered, weightDecay: variant.decay)
    var (p, v, mean, velocity) = (1.5, 0.0, 0.0, 0.0)
    for slope in [4.0, -3, 0.5, 0.2, -0.1] {
      optimizer.update(&x, along: Tensor([slope], dtype: .double))
      let g = variant.decay == .l2(0.2) ? slope + 0.2 * p : slope
      v = 0.9 * v + 0.1 * g * g
      mean = 0.9 * mean + 0.1 * g
      let spread = variant.isCentered ? v - mean * mean : v
      let direction = g / (variant.isInside ? (spread + 1e-2).squareRoot() : spread.squareRoot() + 1e-2)
      velocity = variant.momentum * velocity + direction
      if variant.decay == .decoupled(0.2) { p *= 1 - 0.1 * 0.2 }
      p -= 0.1 * (variant.momentum > 0 ? velocity : direction)
      #expect(abs(x[0].scalar - p) < 1e-13)
    }
  }

  @Test("the first step is ten times the rate with PyTorch's smoothing: the mean is not corrected")
  func firstStep() {
    var x = Tensor([0], dtype: .double)
    var optimizer = RMSProp(for: x, learningRate: 5e-5)
    optimizer.update(&x, along: Tensor([7], dtype: .double))
    #expect(abs(x[0].scalar + 5e-4) < 1e-10)
  }

  @Test("equal gradients have no variance: centred, the step is the gradient over epsilon and never NaN")
  func noVariance() {
    var x = Tensor([0])
    var optimizer = RMSProp(for: x, learningRate: 1e-6, smoothing: 0, isCentered: true)
    for _ in 0..<5 { optimizer.update(&x, along: Tensor([0.1])) }
    #expect(x.isFinite)
  }
}
