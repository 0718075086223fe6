import Adversarial
import Networks
import Tensors
import Testing

/// What public code gets wrong about gradient penalties: each fault, written out, differs measurably from ours.
@Suite("Bug museum: gradient penalties")
struct GradientPenaltyMuseumTests {
  /// A critic whose slope at x is x, between real samples (1, 0) and fakes at 0: the norm at an interpolate is its epsilon.
  private func penalties(batch: Int, runs: Int, epsilon: (Int) -> Tensor) -> [Double] {
    let real = Tensor(shape: [batch, 2], doubles: (0..<2 * batch).map { $0 % 2 == 0 ? 1 : 0 })
    return (0..<runs).map { run in
      withSeed(UInt64(run)) { gradientPenalty(at: real * epsilon(batch), penaltyWeight: 1) { square($0).sum(axis: 1) * 0.5 }.scalar }
    }
  }

  private func spread(_ values: [Double]) -> (mean: Double, deviation: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    return (mean, (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot())
  }

  @Test(
    "one epsilon for a batch of 256 has the right mean and sixteen times the spread; epsilon from N(0, 1) leaves the line in two cases of three"
  )
  func epsilons() {
    let real = Tensor(shape: [256, 2], doubles: (0..<512).map { $0 % 2 == 0 ? 1 : 0 })
    let ours = spread(
      (0..<200).map { run in
        withSeed(UInt64(run)) { gradientPenalty(real: real, fake: real * 0, penaltyWeight: 1) { square($0).sum(axis: 1) * 0.5 }.scalar }
      })
    #expect(abs(ours.mean - 1.0 / 3) < 0.01 && ours.deviation < 0.03)  // E(1 - u)² = 1/3
    let one = spread(penalties(batch: 256, runs: 200) { _ in uniform(1, 1) })
    #expect(abs(one.mean - 1.0 / 3) < 0.08 && one.deviation > 0.25)
    let gaussian = spread(penalties(batch: 256, runs: 200) { normal($0, 1) })
    // E(|n| - 1)² = 2 - 2 sqrt(2 / pi) = 0.404.
    #expect(abs(gaussian.mean - 0.404) < 0.01 && gaussian.mean - ours.mean > 0.05)
    let (right, wrong) = withSeed(1) { (randomInterpolates(real: real, fake: real * 0), normal(256, 1)) }
    #expect(right.doubles.allSatisfy { (0...1).contains($0) })
    #expect(wrong.doubles.count { $0 < 0 || $0 > 1 } > 128)
  }

  private let w = Tensor([[0.6], [0.8]], dtype: .double)
  private let samples = Tensor([[1, 2], [0, 1], [-1, 5], [2, 2]], dtype: .double)

  @Test("the norm over the whole batch grows with the batch, and pushes the slope towards 1 / sqrt(batch)")
  func wholeBatch() {
    let ours = gradientPenalty(at: samples, penaltyWeight: 1) { matmul($0, w) }.scalar
    let wrong = square(sqrt(square(criticGradients(at: samples) { matmul($0, w) }).sum()) - 1).scalar
    #expect(abs(ours) < 1e-12)  // norm w = 1: nothing to penalise
    #expect(abs(wrong - 1) < 1e-12)  // sqrt(4) = 2
  }

  @Test("the norm over axis 1 of an image sees columns, not images")
  func axisOne() {
    // 2x3x1 images and a critic whose weights have norm 1 together.
    let weights = Tensor(repeating: 1 / 6.0.squareRoot(), shape: [2, 3, 1], dtype: .double)
    let images = GradientAgreement.numbers([4, 2, 3, 1])
    let critic = { (x: Tensor) -> Tensor in (x * weights).sum(axes: [1, 2, 3]) }
    #expect(abs(gradientPenalty(at: images, penaltyWeight: 1, critic: critic).scalar) < 1e-12)
    let wrong = square(sqrt(square(criticGradients(at: images, of: critic)).sum(axis: 1)) - 1).mean().scalar
    #expect(abs(wrong - 0.17863) < 1e-4)  // (sqrt(1/3) - 1)²
  }

  @Test("a penalty that is never differentiated has the right value and no gradient")
  func neverDifferentiated() {
    let steep = w * 5
    let ours = valueAndGradient(at: steep) { w in gradientPenalty(at: samples, penaltyWeight: 1) { matmul($0, w) } }
    let wrong = valueAndGradient(at: steep) { w in
      square(criticGradientNorms(at: samples) { matmul($0, w) }.withoutGradient - 1).mean()
    }
    #expect(ours.value.agrees(with: wrong.value))
    #expect(ours.gradient.agrees(with: w * 8) && wrong.gradient.agrees(with: w * 0))
  }

  @Test("a bare root makes NaN of a flat critic's gradient")
  func bareRoot() {
    let zero = Tensor(zeros: [2, 1], dtype: .double)
    let wrong = gradient(at: zero) { w in
      square(pow(square(criticGradients(at: samples) { matmul($0, w) }).sum(axis: 1), 0.5) - 1).mean()
    }
    #expect(wrong.doubles.allSatisfy { $0.isNaN })
    #expect(gradient(at: zero) { w in gradientPenalty(at: samples) { matmul($0, w) } } == zero)
  }

  @Test("batch norm in the critic hides the slope: the penalty does not notice weights a thousand times as large")
  func batchNorm() {
    func penalty(weights: Tensor, normalising: Bool) -> Double {
      gradientPenalty(at: samples, penaltyWeight: 1) { x in
        let scores = matmul(x, weights)
        return normalising ? (scores - scores.mean()) / sqrt(scores.variance() + 1e-5) : scores
      }.scalar
    }
    #expect(abs(penalty(weights: w * 5, normalising: true) - 1) < 1e-6 && abs(penalty(weights: w * 5_000, normalising: true) - 1) < 1e-6)
    #expect(abs(penalty(weights: w * 5, normalising: false) - 16) < 1e-9 && penalty(weights: w * 5_000, normalising: false) > 1e7)
  }

  @Test("R1 on the loss instead of the logit vanishes where the discriminator is sure; without the half it is twice as strong")
  func r1OnTheLoss() {
    let steep = w * 20
    let right = r1Penalty(real: samples, penaltyWeight: 10) { matmul($0, steep) }.scalar
    #expect(abs(right - 5 * 400) < 1e-9)
    let onLoss = r1Penalty(real: samples, penaltyWeight: 10) { softplus(-matmul($0, steep)) }.scalar
    #expect(onLoss < 1e-6 * right)
    let meanLoss = gradient(at: samples) {
      minimaxDiscriminatorLoss(realLogits: matmul($0, steep), fakeLogits: Tensor([0], dtype: .double))
    }
    #expect(square(meanLoss).sum().scalar * 5 < 1e-6 * right)
    let withoutHalf = 10 * square(criticGradientNorms(at: samples) { matmul($0, steep) }).mean().scalar
    #expect(abs(withoutHalf / right - 2) < 1e-9)
  }

  @Test("a lazy penalty that is not multiplied by its interval is a sixteenth of what was meant")
  func lazyWithoutInterval() {
    let lazy = LazyRegularization(interval: 16)
    let penalty = Tensor(0.5, dtype: .double)
    let meant = (0..<160).filter(lazy.isDue).reduce(0.0) { sum, _ in sum + lazy.scaled(penalty).scalar } / 160
    let wrong = (0..<160).filter(lazy.isDue).reduce(0.0) { sum, _ in sum + penalty.scalar } / 160
    #expect(abs(meant - 0.5) < 1e-12 && abs(wrong - 0.5 / 16) < 1e-12)
  }

  @Test("batch norm in a critic under a penalty is told once, layer norm is not, and neither is batch norm elsewhere")
  func batchNormIsTold() {
    var heard: [String] = []
    let before = engineAdviceHandler
    engineAdviceHandler = { heard.append($0) }
    defer { engineAdviceHandler = before }
    let samples = withSeed(1) { normal(8, 3) }
    let (batch, layer) = (BatchNorm(3), LayerNorm(3))
    _ = batch(samples)
    _ = gradientPenalty(at: samples, penaltyWeight: 1) { layer($0).sum(axis: 1) }
    _ = gradientPenalty(at: samples, penaltyWeight: 1) { critic in evaluating { batch(critic).sum(axis: 1) } }
    #expect(heard == [])
    for _ in 0..<2 { _ = gradientPenalty(at: samples, penaltyWeight: 1) { batch($0).sum(axis: 1) } }
    #expect(heard.count == 1)
    #expect(heard.first?.contains("BatchNorm stands in a critic under a gradient penalty") == true && heard[0].contains("LayerNorm"))
  }
}
