import Adversarial
import Tensors
import Testing

/// Every loss as a function of one of its arguments: the same checks for all.
@Suite("Gradients and extremes of the losses")
struct LossGradientsTests {
  struct Case {
    let name: String
    let point: Tensor
    let loss: (Tensor) -> Tensor
    init(_ name: String, _ shape: [Int] = [5], _ loss: @escaping (Tensor) -> Tensor) {
      (self.name, self.point, self.loss) = (name, GradientAgreement.numbers(shape), loss)
    }
  }

  static var other: Tensor { Tensor([0.3, -2.1, 1.4, 0.2, -0.6], dtype: .double) }
  static var rows: Tensor { Tensor([[0.55, -1, 2.2], [0.1, 0.2, -0.3]], dtype: .double) }
  static var halves: Tensor { Tensor([[0, 1, 1], [1, 0, 0.5]], dtype: .double) }

  /// `like` gives a constant of the point's precision.
  static func like(_ constant: Tensor, _ x: Tensor) -> Tensor { constant.converted(to: x.dtype) }

  static var cases: [Case] {
    [
      Case("label smoothing, real") { labelSmoothedDiscriminatorLoss(realLogits: $0, fakeLogits: like(other, $0), realTarget: 0.8) },
      Case("label smoothing, fake") { labelSmoothedDiscriminatorLoss(realLogits: like(other, $0), fakeLogits: $0) },
      Case("least squares, real") { leastSquaresDiscriminatorLoss(realScores: $0, fakeScores: like(other, $0), fakeTarget: -1) },
      Case("least squares, fake") { leastSquaresDiscriminatorLoss(realScores: like(other, $0), fakeScores: $0) },
      Case("least squares, generator") { leastSquaresGeneratorLoss(fakeScores: $0, target: 0.5) },
      Case("hinge, real") { hingeDiscriminatorLoss(realScores: $0, fakeScores: like(other, $0)) },
      Case("hinge, fake") { hingeDiscriminatorLoss(realScores: like(other, $0), fakeScores: $0) },
      Case("hinge, generator") { hingeGeneratorLoss(fakeScores: $0) },
      Case("Wasserstein, real") { wassersteinCriticLoss(realScores: $0, fakeScores: like(other, $0)) },
      Case("Wasserstein, fake") { wassersteinCriticLoss(realScores: like(other, $0), fakeScores: $0) },
      Case("Wasserstein, generator") { wassersteinGeneratorLoss(fakeScores: $0) },
      Case("drift") { driftPenalty(realScores: $0, penaltyWeight: 0.7) },
      Case("relativistic, real") { relativisticDiscriminatorLoss(realLogits: $0, fakeLogits: like(other, $0)) },
      Case("relativistic, generator") { relativisticGeneratorLoss(realLogits: like(other, $0), fakeLogits: $0) },
      Case("relativistic average, real") { relativisticAverageDiscriminatorLoss(realLogits: $0, fakeLogits: like(other, $0)) },
      Case("relativistic average, fake") { relativisticAverageDiscriminatorLoss(realLogits: like(other, $0), fakeLogits: $0) },
      Case("relativistic average, generator") { relativisticAverageGeneratorLoss(realLogits: like(other, $0), fakeLogits: $0) },
      Case("BEGAN, discriminator") {
        BoundaryEquilibrium(k: 0.4).discriminatorLoss(realError: meanAbsoluteError($0, like(other, $0)), fakeError: $0.mean())
      },
      Case("feature matching", [4, 3]) { featureMatchingLoss(realFeatures: like(rows, $0), fakeFeatures: $0) },
      Case("L1", [2, 3]) { meanAbsoluteError($0, like(rows, $0)) },
      Case("L2", [2, 3]) { meanSquaredError(like(rows, $0), $0) },
      Case("cycle", [2, 3]) { cycleConsistencyLoss(original: like(rows, $0), reconstructed: $0) },
      Case("identity", [2, 3]) { identityLoss(target: like(rows, $0), mapped: $0) },
      Case("binary cross-entropy", [2, 3]) { binaryCrossEntropy(logits: $0, targets: like(halves, $0)) },
      Case("domain classification", [2, 3]) { domainClassificationLoss(logits: $0, attributes: like(halves, $0)) },
      Case("auxiliary classifier", [2, 3]) {
        auxiliaryClassifierLoss(realLogits: like(rows, $0), realLabels: [0, 1], fakeLogits: $0, fakeLabels: [2, 1])
      },
      Case("realness", [2, 3]) { realnessLogit(classLogits: $0).mean() },
      Case("semi-supervised, labelled", [2, 3]) {
        semiSupervisedDiscriminatorLoss(labelledLogits: $0, labels: [0, 2], unlabelledLogits: like(rows, $0), fakeLogits: like(rows, $0))
      },
      Case("semi-supervised, fake", [2, 3]) {
        semiSupervisedDiscriminatorLoss(labelledLogits: like(rows, $0), labels: [0, 2], unlabelledLogits: like(rows, $0), fakeLogits: $0)
      },
      Case("categorical information", [2, 3]) { categoricalMutualInformation(logits: $0, codes: [1, 0]) },
      Case("Gaussian information, means", [2, 3]) {
        gaussianMutualInformation(means: $0, logDeviations: Tensor([0.1, -0.2, 0.3], dtype: $0.dtype), codes: like(rows, $0))
      },
      Case("style ambiguity", [2, 3]) { styleAmbiguityLoss(logits: $0) },
      Case("mode seeking", [2, 3]) { modeSeekingLoss(samples: ($0, like(rows, $0)), latents: (like(rows, $0), like(halves, $0))) },
      Case("autoencoder's code", [5]) {
        codeDiscriminatorLoss(priorLogits: like(other, $0), codeLogits: $0) + codeGeneratorLoss(codeLogits: $0)
      },
      Case("autoencoder's reconstruction", [2, 3]) { autoencoderReconstructionLoss(original: like(rows, $0), reconstructed: $0) },
    ]
  }

  @Test("the gradient of every loss is that of central differences, and one that is wrong by 0.1 % is not")
  func firstOrder() {
    for one in LossGradientsTests.cases {
      let differences = centralDifferences(at: one.point, of: one.loss)
      let exact = gradient(at: one.point) { one.loss($0) }
      #expect(GradientAgreement.deviation(of: exact, from: differences) < GradientAgreement.tolerance, "\(one.name)")
      #expect(GradientAgreement.deviation(of: exact * 1.001, from: differences) > GradientAgreement.tolerance, "\(one.name)")
    }
  }

  @Test("so is the second order")
  func secondOrder() {
    for one in LossGradientsTests.cases {
      #expect(GradientAgreement.secondOrder(at: one.point, of: one.loss) < GradientAgreement.tolerance, "\(one.name)")
    }
  }

  @Test("the Gaussian information's gradient by the deviations is that of central differences")
  func deviations() {
    let information = { (logDeviations: Tensor) -> Tensor in
      gaussianMutualInformation(means: LossGradientsTests.rows, logDeviations: logDeviations, codes: LossGradientsTests.halves)
    }
    for shape in [[3], [2, 3]] {
      #expect(GradientAgreement.firstOrder(at: GradientAgreement.numbers(shape), of: information) < GradientAgreement.tolerance)
      #expect(GradientAgreement.secondOrder(at: GradientAgreement.numbers(shape), of: information) < GradientAgreement.tolerance)
    }
  }

  @Test("numbers of a hundred thousand give finite values and gradients in single precision", arguments: [1e5, -1e5])
  func extremes(size: Double) {
    for one in LossGradientsTests.cases {
      let signs = (0..<one.point.count).map { $0 % 2 == 0 ? size : -size }
      let (value, slope) = valueAndGradient(at: Tensor(shape: one.point.shape, doubles: signs)) { one.loss($0) }
      #expect(value.isFinite && slope.isFinite, "\(one.name)")
    }
  }

  @Test("zeros give finite values and gradients, where differences and distances vanish")
  func zeros() {
    for one in LossGradientsTests.cases {
      let (value, slope) = valueAndGradient(at: Tensor(zeros: one.point.shape)) { one.loss($0) }
      #expect(value.isFinite && slope.isFinite, "\(one.name)")
    }
    let same = Tensor([[1, 2], [3, 4]])
    let (value, slope) = valueAndGradient(at: same) { modeSeekingLoss(samples: ($0, same), latents: (same, same)) }
    #expect(value.isFinite && slope.isFinite)
  }
}
