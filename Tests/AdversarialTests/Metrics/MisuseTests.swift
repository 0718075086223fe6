import Adversarial
import Foundation
import Tensors
import Testing

/// Samples that cannot be measured stop the cell with the metric, what was given and what is needed: each in a process of its own.
@Suite("Messages of metrics")
struct MetricMisuseTests {
  struct Misuse: Sendable {
    let message: String
    let run: @Sendable () -> Void

    init(_ message: String, run: @escaping @Sendable () -> Void) {
      self.message = message
      self.run = run
    }
  }

  static let misuses: [Misuse] = [
    Misuse("frechetDistance: at least 2 generated samples are needed, and there is 1") {
      _ = frechetDistance(real: Tensor(zeros: [5, 2]), generated: Tensor(zeros: [1, 2]))
    },
    Misuse("frechetDistance: points of 2 and of 3 dimensions cannot be compared") {
      _ = frechetDistance(real: Tensor(zeros: [5, 2]), generated: Tensor(zeros: [5, 3]))
    },
    Misuse("frechetDistance: the generated samples hold nan, first in row 1; only finite numbers can be measured") {
      _ = frechetDistance(real: Tensor(zeros: [5, 2]), generated: Tensor([[0, 1], [2, .nan]]))
    },
    Misuse("excessFrechetDistance: 5 generated and 4 held-out samples have different biases; take equally many") {
      _ = excessFrechetDistance(of: Tensor(zeros: [5, 2]), real: Tensor(zeros: [5, 2]), heldOut: Tensor(zeros: [4, 2]))
    },
    Misuse("GaussianMoments: a mean of 2 dimensions needs a covariance of shape [2, 2], not [3, 3]") {
      _ = GaussianMoments(mean: [0, 0], covariance: Tensor(zeros: [3, 3]))
    },
    Misuse("GaussianMoments: a covariance is symmetric, and this one has 2.0 in row 1, column 0 and 1.0 opposite") {
      _ = GaussianMoments(mean: [0, 0], covariance: Tensor([[1, 1], [2, 1]]))
    },
    Misuse("SymmetricEigen: a square matrix is needed, the shape is [2, 3]") { _ = SymmetricEigen(Tensor(zeros: [2, 3])) },
    Misuse("inceptionScore: 3 samples cannot be divided into 4 splits") {
      _ = inceptionScore(probabilities: Tensor(oneHot: [0, 1, 0], classes: 2), splits: 4)
    },
    Misuse(
      "inceptionScore: row 0 holds no probabilities: none may be negative, and they sum to 3.0, not to 1; pass probabilities, not logits"
    ) {
      _ = inceptionScore(probabilities: Tensor([[-1, 4]]))
    },
    Misuse("squaredMMD: at least 2 left samples are needed, and there is 1") { _ = squaredMMD(Tensor([[1]]), Tensor([[1], [2]])) },
    Misuse("squaredMMD: bandwidths must be above 0, they are [0.0]; if samples are all alike, pass one") {
      _ = squaredMMD(Tensor(zeros: [3, 2]), Tensor(zeros: [3, 2]))
    },
    Misuse("kernelInceptionDistance: the real samples hold inf, first in row 0; only finite numbers can be measured") {
      _ = kernelInceptionDistance(real: Tensor([[.infinity], [0]]), generated: Tensor([[1], [0]]))
    },
    Misuse("energyDistance: the left samples have shape [3], and [n, dimension] is needed") {
      _ = energyDistance(Tensor([1, 2, 3]), Tensor([[1]]))
    },
    Misuse("PrecisionAndRecall: 3 real samples have no 3 neighbours each; at least 4 are needed") {
      _ = PrecisionAndRecall(real: Tensor(zeros: [3, 2]), generated: Tensor(zeros: [9, 2]))
    },
    Misuse("DensityAndCoverage: 0 neighbours; at least 1 is needed") {
      _ = DensityAndCoverage(real: Tensor(zeros: [3, 2]), generated: Tensor(zeros: [9, 2]), neighbours: 0)
    },
    Misuse("NearestNeighbours: the samples hold nan, first in row 0; only finite numbers can be measured") {
      _ = NearestNeighbours(of: Tensor([[.nan, 0]]), among: Tensor([[0, 0]]))
    },
    Misuse("Memorisation: at least 1 held-out points are needed, and there are 0") {
      _ = Memorisation(of: Tensor(zeros: [3, 2]), training: Tensor(zeros: [3, 2]), heldOut: Tensor(zeros: [0, 2]))
    },
    Misuse("wassersteinDistance: at least 1 left numbers are needed, and there are 0") { _ = wassersteinDistance([], [1]) },
    Misuse("slicedWassersteinDistance: the order is at least 1, not 0.5") {
      _ = slicedWassersteinDistance(Tensor([[1]]), Tensor([[1]]), order: 0.5)
    },
    Misuse("pearsonCorrelation: 2 numbers against 3") { _ = pearsonCorrelation([1, 2], [1, 2, 3]) },
    Misuse("areaUnderROC: the negatives' scores hold nan at position 1; only finite numbers can be measured") {
      _ = areaUnderROC(positives: [1], negatives: [0, .nan])
    },
    Misuse("diceCoefficient: masks hold 0 and 1 only; threshold probabilities first") { _ = diceCoefficient(Tensor([0.5]), Tensor([1])) },
    Misuse("Classifier: 17 features; 1 to 16 are allowed, because the bias of distances grows with the square of their number") {
      _ = Classifier(training: Tensor(zeros: [2, 3]), labels: [0, 1], classes: 2, features: 17)
    },
    Misuse("Classifier: this one was trained without a layer of features; make it with features: 16") {
      _ = Classifier(training: Tensor(zeros: [2, 3]), labels: [0, 1], classes: 2, steps: 1).features(of: Tensor(zeros: [1, 3]))
    },
    Misuse("ConvolutionalClassifier: 2 labels need images of shape [2, height, width, channels], not [2, 9]") {
      _ = ConvolutionalClassifier(training: Tensor(zeros: [2, 9]), labels: [0, 1], classes: 2)
    },
    Misuse("withinClassDeviation: label 2 is outside 0..<2") {
      _ = withinClassDeviation(of: Tensor(zeros: [1, 2]), labels: [2], classes: 2)
    },
    Misuse("mutualInformation: 1 labels against 2") { _ = mutualInformation([1], [1, 2]) },
    Misuse("matchedAccuracy: codes and classes are counted from 0") { _ = matchedAccuracy(codes: [-1], classes: [0]) },
    Misuse("KMeans: 2 points cannot have 3 clusters") { _ = KMeans(Tensor(zeros: [2, 2]), clusters: 3) },
    Misuse("PrincipalComponents: 3 directions in 2 dimensions; take 1 to 2") {
      _ = PrincipalComponents(of: Tensor(zeros: [5, 2]), count: 3)
    },
    Misuse("LinearRegression: 3 inputs and 2 targets") {
      _ = LinearRegression(inputs: Tensor(zeros: [3, 2]), targets: Tensor(zeros: [2, 1]))
    },
    Misuse("bootstrapInterval: 5 resamples are too few for the ends of an interval; take at least 100") {
      _ = bootstrapInterval(of: [1, 2], resamples: 5)
    },
    Misuse("Estimate: one value has no interval of confidence; run another seed") { _ = Estimate(over: [1]).interval() },
  ]

  @Test("name the metric, what was given and what is needed", arguments: misuses.indices)
  func message(index: Int) async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [index] in
      engineFailureHandler = { FileHandle.standardError.write(Data("refused: \($0)\n".utf8)) }
      MetricMisuseTests.misuses[index].run()
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("refused: \(MetricMisuseTests.misuses[index].message)\n"), "\(text)")
  }
}
