import Adversarial
import Foundation
import Tensors
import Testing

/// The two-player losses: hand values, and what the papers prove of them.
@Suite("Losses of scores and logits")
struct ScoreLossesTests {
  let real = Tensor([[1.5], [0.25]], dtype: .double)
  let fake = Tensor([[-0.5], [2], [-3]], dtype: .double)
  private func sigmoid(_ a: Double) -> Double { 1 / (1 + exp(-a)) }

  @Test("one-sided smoothing is its formula, and no smoothing is the minimax loss")
  func smoothing() {
    let realPart = [1.5, 0.25].map { -0.9 * log(sigmoid($0)) - 0.1 * log(1 - sigmoid($0)) }.reduce(0, +) / 2
    let fakePart = [-0.5, 2, -3].map { -log(1 - sigmoid($0)) }.reduce(0, +) / 3
    #expect(abs(labelSmoothedDiscriminatorLoss(realLogits: real, fakeLogits: fake).scalar - realPart - fakePart) < 1e-12)
    #expect(
      labelSmoothedDiscriminatorLoss(realLogits: real, fakeLogits: fake, realTarget: 1)
        == minimaxDiscriminatorLoss(realLogits: real, fakeLogits: fake))
  }

  // p = (3, 1, 4) / 8 and q = (2, 5, 1) / 8, as batches of 8 samples with one score a place.
  private let p = [3.0, 1, 4], q = [2.0, 5, 1]
  private func batch(_ counts: [Double], _ scores: Tensor) -> Tensor {
    scores.gathered(rows: counts.indices.flatMap { Array(repeating: $0, count: Int(counts[$0])) })
  }

  @Test("the best discriminator under smoothing is t p / (p + q)")
  func smoothedOptimum() {
    let optimal = zip(p, q).map { 0.9 * $0 / ($0 + $1) }
    let logits = Tensor(optimal.map { log($0 / (1 - $0)) }, dtype: .double)
    let slope = gradient(at: logits) { labelSmoothedDiscriminatorLoss(realLogits: batch(p, $0), fakeLogits: batch(q, $0), realTarget: 0.9) }
    #expect(slope.agrees(with: Tensor(zeros: [3], dtype: .double)))
    let unsmoothed = gradient(at: logits) { minimaxDiscriminatorLoss(realLogits: batch(p, $0), fakeLogits: batch(q, $0)) }
    #expect(unsmoothed.doubles.map(abs).max()! > 0.01)
  }

  @Test("the least-squares losses are worked out by hand")
  func leastSquares() {
    let expected = (0.25 + 0.5625) / 4 + (0.25 + 4 + 9) / 6
    #expect(abs(leastSquaresDiscriminatorLoss(realScores: real, fakeScores: fake).scalar - expected) < 1e-12)
    #expect(abs(leastSquaresGeneratorLoss(fakeScores: fake).scalar - (2.25 + 1 + 16) / 6) < 1e-12)
  }

  @Test("with a = -1, b = 1, c = 0 the least-squares optimum is the Pearson chi² divergence of p + q and 2 q")
  func pearson() {
    let optimal = Tensor(zip(p, q).map { ($0 - $1) / ($0 + $1) }, dtype: .double)
    let slope = gradient(at: optimal) { leastSquaresDiscriminatorLoss(realScores: batch(p, $0), fakeScores: batch(q, $0), fakeTarget: -1) }
    #expect(slope.agrees(with: Tensor(zeros: [3], dtype: .double)))
    let generator = leastSquaresGeneratorLoss(fakeScores: batch(q, optimal), target: 0).scalar
    let constant = leastSquaresGeneratorLoss(fakeScores: batch(p, optimal), target: 0).scalar
    let pearson = zip(p, q).map { p, q in pow(2 * q - (p + q), 2) / (p + q) / 8 }.reduce(0, +)
    #expect(abs(2 * (generator + constant) - pearson) < 1e-12)
  }

  @Test("the hinge losses are worked out by hand, and samples beyond the margin have no gradient")
  func hinge() {
    #expect(abs(hingeDiscriminatorLoss(realScores: real, fakeScores: fake).scalar - (0.75 / 2 + (0.5 + 3) / 3)) < 1e-12)
    #expect(abs(hingeGeneratorLoss(fakeScores: fake).scalar - 0.5) < 1e-12)
    let (realSlope, fakeSlope) = (
      gradient(at: real) { hingeDiscriminatorLoss(realScores: $0, fakeScores: fake) },
      gradient(at: fake) { hingeDiscriminatorLoss(realScores: real, fakeScores: $0) }
    )
    #expect(realSlope.agrees(with: Tensor([[0.0], [-0.5]], dtype: .double)))
    #expect(fakeSlope.agrees(with: Tensor([[1.0 / 3], [1.0 / 3], [0.0]], dtype: .double)))
    let apart = hingeDiscriminatorLoss(realScores: Tensor([1, 7]), fakeScores: Tensor([-1, -4]))
    #expect(apart.scalar == 0)
    #expect(hingeDiscriminatorLoss(realScores: Tensor(zeros: [3]), fakeScores: Tensor(zeros: [2])).scalar == 2)
  }

  @Test("at the hinge game's value 2 the best scores are the sign of p - q")
  func hingeOptimum() {
    // The optimum over each place's score: p max(0, 1 - s) + q max(0, 1 + s) is least at sign(p - q), and is 2 min(p, q).
    let signs = Tensor(zip(p, q).map { $0 > $1 ? 1 : -1 }, dtype: .double)
    let best = hingeDiscriminatorLoss(realScores: batch(p, signs), fakeScores: batch(q, signs)).scalar
    #expect(abs(best - 2 * zip(p, q).map { min($0, $1) / 8 }.reduce(0, +)) < 1e-12)
    for direction in 0..<3 {
      for offset in [-0.3, 0.3] {
        let moved = signs + Tensor((0..<3).map { $0 == direction ? offset : 0 }, dtype: .double)
        #expect(hingeDiscriminatorLoss(realScores: batch(p, moved), fakeScores: batch(q, moved)).scalar > best)
      }
    }
  }

  @Test(
    "a linear critic clipped at c scores c d for point masses at distance d, where the JS divergence is log 2 at any distance",
    arguments: [0.5, 3.0, 40])
  func pointMasses(distance: Double) {
    var critic = Tensor([[0.0]], dtype: .double)
    let (real, fake) = (Tensor([[distance]], dtype: .double), Tensor([[0.0]], dtype: .double))
    for _ in 0..<50 {
      critic -= gradient(at: critic) { wassersteinCriticLoss(realScores: matmul(real, $0), fakeScores: matmul(fake, $0)) } * 0.05
      critic.clipWeights(to: 0.1)
    }
    #expect(abs(-wassersteinCriticLoss(realScores: matmul(real, critic), fakeScores: matmul(fake, critic)).scalar - 0.1 * distance) < 1e-12)
    #expect(abs(jensenShannonDivergence([1, 0], [0, 1]) - log(2)) < 1e-12)
  }

  @Test("the Wasserstein losses and the drift are worked out by hand")
  func wasserstein() {
    #expect(abs(wassersteinCriticLoss(realScores: real, fakeScores: fake).scalar - (-0.5 - 0.875)) < 1e-12)
    #expect(abs(wassersteinGeneratorLoss(fakeScores: fake).scalar - 0.5) < 1e-12)
    #expect(abs(driftPenalty(realScores: real).scalar - 1e-3 * (2.25 + 0.0625) / 2) < 1e-15)
  }

  @Test("the relativistic losses are worked out by hand")
  func relativistic() {
    let (r, f) = (Tensor([1.5, 0.25], dtype: .double), Tensor([-0.5, 2], dtype: .double))
    #expect(abs(relativisticDiscriminatorLoss(realLogits: r, fakeLogits: f).scalar + (log(sigmoid(2)) + log(sigmoid(-1.75))) / 2) < 1e-12)
    let expected =
      -(log(sigmoid(1.5 - 0.75)) + log(sigmoid(0.25 - 0.75))) / 2 - (log(1 - sigmoid(-0.5 - 0.875)) + log(1 - sigmoid(2 - 0.875))) / 2
    #expect(abs(relativisticAverageDiscriminatorLoss(realLogits: r, fakeLogits: f).scalar - expected) < 1e-12)
  }

  @Test("relativistic losses exchange the players with the samples, do not see a common offset, and are log 2 and log 4 when D cannot tell")
  func relativisticSymmetry() {
    let (r, f) = (Tensor([1.5, 0.25, -1], dtype: .double), Tensor([-0.5, 2, -3], dtype: .double))
    let pairs: [((Tensor, Tensor) -> Tensor, (Tensor, Tensor) -> Tensor, Double)] = [
      (relativisticDiscriminatorLoss(realLogits:fakeLogits:), relativisticGeneratorLoss(realLogits:fakeLogits:), log(2)),
      (relativisticAverageDiscriminatorLoss(realLogits:fakeLogits:), relativisticAverageGeneratorLoss(realLogits:fakeLogits:), log(4)),
    ]
    for (discriminator, generator, value) in pairs {
      #expect(generator(r, f) == discriminator(f, r))
      #expect(discriminator(r + 5, f + 5).agrees(with: discriminator(r, f)))
      #expect(
        !minimaxDiscriminatorLoss(realLogits: r + 5, fakeLogits: f + 5).agrees(
          with: minimaxDiscriminatorLoss(realLogits: r, fakeLogits: f), within: 0.1))
      #expect(abs(discriminator(r * 0 + 7, f * 0 + 7).scalar - value) < 1e-12)
    }
  }
}
