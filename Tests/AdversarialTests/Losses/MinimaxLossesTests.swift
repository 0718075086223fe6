import Adversarial
import Foundation
import Networks
import Tensors
import Testing

@Suite("The losses of the minimax game")
struct MinimaxLossesTests {
  private func sigmoid(_ a: Double) -> Double { 1 / (1 + exp(-a)) }

  @Test("each loss is its formula, worked out by hand for logits of 1, -1 and 2")
  func handValues() {
    let (real, fake) = (Tensor([[1.0], [-1.0]], dtype: .double), Tensor([[2.0]], dtype: .double))
    let expected = -(log(sigmoid(1)) + log(sigmoid(-1))) / 2 - log(1 - sigmoid(2))
    #expect(abs(minimaxDiscriminatorLoss(realLogits: real, fakeLogits: fake).scalar - expected) < 1e-12)
    #expect(abs(minimaxGeneratorLoss(fakeLogits: fake).scalar - log(1 - sigmoid(2))) < 1e-12)
    #expect(abs(nonSaturatingGeneratorLoss(fakeLogits: fake).scalar + log(sigmoid(2))) < 1e-12)
  }

  @Test("at D = 1/2 the value of the game is -log 4")
  func equilibrium() {
    let logits = Tensor(zeros: [16, 1])
    #expect(abs(minimaxDiscriminatorLoss(realLogits: logits, fakeLogits: logits).scalar - log(4)) < 1e-6)
    #expect(abs(minimaxGeneratorLoss(fakeLogits: logits).scalar + log(2)) < 1e-6)
    #expect(abs(nonSaturatingGeneratorLoss(fakeLogits: logits).scalar - log(2)) < 1e-6)
  }

  @Test("the generator's minimax loss is the part of -J_D that depends on the fakes")
  func zeroSum() {
    let (real, fake) = (Tensor([0.3, -2, 1], dtype: .double), Tensor([-1, 0.5, 4], dtype: .double))
    let value = -minimaxDiscriminatorLoss(realLogits: real, fakeLogits: fake).scalar
    let realPart = logSigmoid(real).mean().scalar
    #expect(abs(value - realPart - minimaxGeneratorLoss(fakeLogits: fake).scalar) < 1e-12)
  }

  @Test("by a logit, the saturating gradient is -sigmoid(a) and the other sigmoid(a) - 1", arguments: [-30.0, -5, -0.7, 0, 2, 30])
  func closedGradients(a: Double) {
    let logit = Tensor([a], dtype: .double)
    #expect(abs(gradient(at: logit) { minimaxGeneratorLoss(fakeLogits: $0) }.scalar + sigmoid(a)) < 1e-12)
    #expect(abs(gradient(at: logit) { nonSaturatingGeneratorLoss(fakeLogits: $0) }.scalar - (sigmoid(a) - 1)) < 1e-12)
  }

  @Test("every loss has the gradient that central differences give")
  func numericalGradients() {
    let logits = Tensor([-3, -0.2, 0.9, 4], dtype: .double)
    let other = Tensor([0.1, -1], dtype: .double)
    let losses: [(Tensor) -> Tensor] = [
      { minimaxDiscriminatorLoss(realLogits: $0, fakeLogits: other) },
      { minimaxDiscriminatorLoss(realLogits: other, fakeLogits: $0) },
      minimaxGeneratorLoss, nonSaturatingGeneratorLoss,
    ]
    for loss in losses {
      let exact = gradient(at: logits) { loss($0) }.doubles
      #expect(zip(exact, centralDifferences(at: logits, of: loss)).allSatisfy { abs($0 - $1) < 1e-8 })
    }
  }

  @Test("logits of a hundred thousand give finite losses and gradients", arguments: [1e5, -1e5])
  func extremes(a: Double) {
    let logits = Tensor([a, -a])
    for loss in [minimaxGeneratorLoss, nonSaturatingGeneratorLoss, { minimaxDiscriminatorLoss(realLogits: $0, fakeLogits: -$0) }] {
      let (value, slope) = valueAndGradient(at: logits) { loss($0) }
      #expect(value.isFinite && slope.isFinite)
      #expect(abs(abs(value.scalar) / 1e5 - 0.5) < 1e-3 || abs(abs(value.scalar) / 1e5 - 1) < 1e-3)
    }
  }
}
