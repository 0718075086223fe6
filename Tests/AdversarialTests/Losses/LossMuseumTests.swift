import Adversarial
import Foundation
import Tensors
import Testing

/// What public code gets wrong about losses: each fault, written out, differs measurably from ours.
@Suite("Bug museum: losses")
struct LossMuseumTests {
  @Test("minimax documented and non-saturating computed: against a sure discriminator their gradients differ twenty thousand times")
  func saturating() {
    let logit = Tensor([-10.0], dtype: .double)
    let documented = gradient(at: logit) { minimaxGeneratorLoss(fakeLogits: $0) }.scalar
    let computed = gradient(at: logit) { nonSaturatingGeneratorLoss(fakeLogits: $0) }.scalar
    #expect(documented < 0 && computed < 0)
    #expect(abs(computed / documented - exp(10)) < 1e-6 * exp(10))
  }

  @Test("the generator's loss on images instead of logits does not know the discriminator")
  func lossOfImages() {
    let images = Tensor([[0.3, -0.2]], dtype: .double)
    let w = Tensor([[1.0], [2]], dtype: .double)
    let right = [w, -w].map { w in gradient(at: images) { nonSaturatingGeneratorLoss(fakeLogits: matmul($0, w)) } }
    #expect(right[0].doubles[0] < 0 && right[1].doubles[0] > 0)
    let wrong = [w, -w].map { _ in gradient(at: images) { nonSaturatingGeneratorLoss(fakeLogits: $0) } }
    #expect(wrong[0] == wrong[1])
  }

  @Test("a softmax before a cross-entropy that takes logits keeps a perfect classifier's loss above log(1 + (K - 1) / e)")
  func softmaxTwice() {
    let logits = Tensor([[50.0, 0, 0], [0, 50, 0]], dtype: .double)
    #expect(softmaxCrossEntropy(logits: logits, labels: [0, 1]).scalar < 1e-12)
    #expect(abs(softmaxCrossEntropy(logits: softmax(logits, axis: 1), labels: [0, 1]).scalar - log(1 + 2 / M_E)) < 1e-9)
  }

  @Test("a sigmoid before a loss that takes logits: the game's value is not -log 4, and a sure fake has a quarter of its gradient or none")
  func sigmoidTwice() {
    let zero = Tensor([0.0], dtype: .double)
    let wrong = minimaxDiscriminatorLoss(realLogits: sigmoid(zero), fakeLogits: sigmoid(zero)).scalar
    #expect(abs(minimaxDiscriminatorLoss(realLogits: zero, fakeLogits: zero).scalar - log(4)) < 1e-12 && abs(wrong - log(4)) > 0.05)
    let sure = Tensor([-20.0], dtype: .double)
    #expect(gradient(at: sure) { nonSaturatingGeneratorLoss(fakeLogits: $0) }.scalar < -0.999)
    #expect(gradient(at: sure) { nonSaturatingGeneratorLoss(fakeLogits: sigmoid($0)) }.scalar > -1e-8)
  }

  @Test("the logarithm of a rounded probability is infinite where softplus is not")
  func logarithmOfSigmoid() {
    let sure = Tensor([200.0])
    #expect(!(-log(1 - sigmoid(sure))).mean().isFinite)
    #expect(minimaxDiscriminatorLoss(realLogits: sure, fakeLogits: sure).scalar == 200)
  }

  @Test("a sigmoid of the wrong slope (the hard one, a/5 + 1/2) moves equilibrium gradients by a fifth")
  func hardSigmoid() {
    let zero = Tensor([0.0], dtype: .double)
    let right = gradient(at: zero) { nonSaturatingGeneratorLoss(fakeLogits: $0) }.scalar
    let wrong = gradient(at: zero) { -log($0 * 0.2 + 0.5).mean() }.scalar
    #expect(abs(right + 0.5) < 1e-12 && abs(wrong + 0.4) < 1e-12)
  }

  @Test("two-sided label smoothing pulls the discriminator towards the generator where there is no data")
  func twoSidedSmoothing() {
    // At a place with q only, the best D is 0 with one-sided smoothing, and the fakes' target with two-sided.
    let logit = Tensor([log(0.1 / 0.9)], dtype: .double)
    let none = Tensor([40.0], dtype: .double)
    #expect(gradient(at: logit) { labelSmoothedDiscriminatorLoss(realLogits: none, fakeLogits: $0) }.scalar > 0.09)
    let twoSided = gradient(at: logit) { binaryCrossEntropy(logits: $0, targets: Tensor([0.1], dtype: .double)) }.scalar
    #expect(abs(twoSided) < 1e-12)
  }
}
