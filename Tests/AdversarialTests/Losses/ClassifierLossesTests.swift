import Adversarial
import Foundation
import Tensors
import Testing

/// Losses in which a network says more than "real": classes, attributes, codes, styles.
@Suite("Losses of classes, codes and styles")
struct ClassifierLossesTests {
  let logits = Tensor([[1.0, -2, 0.5], [3, 0, 1]], dtype: .double)
  private func sigmoid(_ a: Double) -> Double { 1 / (1 + exp(-a)) }
  private func logSumExp(_ row: [Double]) -> Double { log(row.map { exp($0) }.reduce(0, +)) }

  @Test("binary cross-entropy is its formula, log 2 at logits of 0, and softmax cross-entropy of two classes")
  func binary() {
    let (a, t) = ([1.0, -2, 0.5], [1.0, 0, 0.25])
    let expected = zip(a, t).map { -$1 * log(sigmoid($0)) - (1 - $1) * log(1 - sigmoid($0)) }.reduce(0, +) / 3
    #expect(abs(binaryCrossEntropy(logits: Tensor(a, dtype: .double), targets: Tensor(t, dtype: .double)).scalar - expected) < 1e-12)
    #expect(abs(binaryCrossEntropy(logits: Tensor(zeros: [4]), targets: Tensor([0, 1, 0.3, 1])).scalar - log(2)) < 1e-6)
    let two = softmaxCrossEntropy(logits: Tensor([[0.0, 1.7], [0, -0.4]], dtype: .double), labels: [1, 0])
    #expect(two.agrees(with: binaryCrossEntropy(logits: Tensor([1.7, -0.4], dtype: .double), targets: Tensor([1.0, 0], dtype: .double))))
  }

  @Test("StarGAN's classification sums attributes and averages images")
  func domains() {
    let attributes = Tensor([[1.0, 0, 1], [0, 0, 1]], dtype: .double)
    let mean = binaryCrossEntropy(logits: logits, targets: attributes)
    #expect(domainClassificationLoss(logits: logits, attributes: attributes).agrees(with: mean * 3))
  }

  @Test("AC-GAN's class loss is both cross-entropies")
  func auxiliary() {
    let expected = logSumExp([1, -2, 0.5]) / 2 + logSumExp([3, 0, 1]) / 2 - (0.5 + 3) / 2 + log(3.0)
    let loss = auxiliaryClassifierLoss(
      realLogits: logits, realLabels: [2, 0], fakeLogits: Tensor(zeros: [1, 3], dtype: .double), fakeLabels: [1])
    #expect(abs(loss.scalar - expected) < 1e-12)
  }

  @Test("the logSumExp form is the K + 1 class softmax with the logit of generated fixed at 0")
  func semiSupervised() {
    let fake = Tensor([[0.2, -1, 0.4], [2, 0, -3], [0, 0, 0]], dtype: .double)
    func extended(_ x: Tensor) -> Tensor {
      logSoftmax(concatenate([x, Tensor(zeros: [x.shape[0], 1], dtype: .double)], axis: 1), axis: 1)
    }
    let supervised = softmaxCrossEntropy(logits: logits, labels: [0, 2])
    let unlabelledReal = -log(1 - exp(extended(logits).sliced(axis: 1, 3..<4))).mean()
    let generated = -extended(fake).sliced(axis: 1, 3..<4).mean()
    let loss = semiSupervisedDiscriminatorLoss(labelledLogits: logits, labels: [0, 2], unlabelledLogits: logits, fakeLogits: fake)
    #expect(loss.agrees(with: supervised + unlabelledReal + generated))
    #expect(abs(realnessLogit(classLogits: logits).doubles[0] - logSumExp([1, -2, 0.5])) < 1e-12)
  }

  @Test("labels move only the supervised part: unlabelled samples push all classes alike")
  func labelsCount() {
    let slope = gradient(at: Tensor(zeros: [1, 3], dtype: .double)) {
      semiSupervisedDiscriminatorLoss(labelledLogits: logits, labels: [0, 2], unlabelledLogits: $0, fakeLogits: logits)
    }
    #expect(Set(slope.doubles).count == 1 && slope.doubles[0] < 0)
  }

  @Test("a posterior that knows the category has log K nats, one that knows nothing 0, and one that is surely wrong has less")
  func categoricalInformation() {
    let codes = [0, 1, 2, 1]
    let known = Tensor(oneHot: codes, classes: 3) * 100
    #expect(abs(categoricalMutualInformation(logits: known, codes: codes).scalar - log(3)) < 1e-6)
    #expect(abs(categoricalMutualInformation(logits: Tensor(zeros: [4, 3]), codes: codes).scalar) < 1e-6)
    #expect(categoricalMutualInformation(logits: known, codes: [1, 2, 0, 2]).scalar < -90)
    let prior = [0.25, 0.5, 0.25]
    let knowsPrior = Tensor(Array(repeating: prior.map { log($0) }, count: 4), dtype: .double)
    #expect(abs(categoricalMutualInformation(logits: knowsPrior, codes: codes, prior: prior).scalar) < 1e-12)
  }

  @Test("a Gaussian posterior's information is its formula, and 0 where it is the prior")
  func gaussianInformation() {
    let bound = gaussianMutualInformation(
      means: Tensor([[0.5, 0.1]], dtype: .double), logDeviations: Tensor([log(0.2), 0], dtype: .double),
      codes: Tensor([[0.3, -0.4]], dtype: .double))
    func density(_ x: Double, _ mean: Double, _ deviation: Double) -> Double {
      exp(-pow((x - mean) / deviation, 2) / 2) / (deviation * (2 * Double.pi).squareRoot())
    }
    #expect(abs(bound.scalar - (log(density(0.3, 0.5, 0.2)) + log(density(-0.4, 0.1, 1)) + 2 * log(2))) < 1e-12)
    withSeed(4) {
      let codes = normal(20_000, 2)
      let blind = gaussianMutualInformation(
        means: Tensor(zeros: [20_000, 2]), logDeviations: Tensor([0, 0]), codes: codes, codeEntropy: normalCodeEntropy())
      #expect(abs(blind.scalar) < 0.03)
    }
    // A linear channel with known noise: x = c + 0.5 n. The true posterior is N(0.8 x, 0.2), the information log(1 + 4) / 2.
    withSeed(5) {
      let codes = normal(20_000, 1)
      let seen = codes + normal(20_000, 1) * 0.5
      let information = gaussianMutualInformation(
        means: seen * 0.8, logDeviations: Tensor([log(0.2) / 2]), codes: codes, codeEntropy: normalCodeEntropy())
      #expect(abs(information.scalar - log(5) / 2) < 0.03)
    }
  }

  @Test("style ambiguity is its formula, and least for equal probabilities")
  func styleAmbiguity() {
    let p = [1.0, -2, 0.5].map { exp($0 - logSumExp([1, -2, 0.5])) }
    let expected = -p.map { log($0) / 3 + 2 * log(1 - $0) / 3 }.reduce(0, +)
    #expect(abs(styleAmbiguityLoss(logits: logits[0..<1]).scalar - expected) < 1e-12)
    let (least, slope) = valueAndGradient(at: Tensor([[0.7, 0.7, 0.7]], dtype: .double)) { styleAmbiguityLoss(logits: $0) }
    #expect(abs(least.scalar - (log(3) - 2 * log(2.0 / 3))) < 1e-12)
    #expect(slope.agrees(with: Tensor(zeros: [1, 3], dtype: .double)))
    #expect(expected > least.scalar + 0.1)
  }
}
