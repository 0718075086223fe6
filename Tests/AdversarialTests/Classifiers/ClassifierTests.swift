import Adversarial
import Datasets
import Tensors
import Testing

@Suite("The classifier that measures samples", .serialized)
struct ClassifierTests {
  @Test("trained on half of the digits it names at least 95 % of the others, and is surer of them than of noise")
  func digits() throws {
    let parts = try Digits.load().split(0.5, 0.5, seed: 1)
    let classifier = withSeed(1) { Classifier(training: parts[0].images, labels: parts[0].labels, classes: 10, steps: 600) }
    #expect(classifier.accuracy(on: parts[1].images, labels: parts[1].labels) >= 0.95)
    func mean(_ inputs: Tensor) -> Double { classifier.confidences(of: inputs).reduce(0.0, +) / Double(inputs.shape[0]) }
    #expect(mean(parts[1].images) > mean(withSeed(2) { uniform(500, 64, in: -1...1) }) + 0.2)
  }

  @Test("labels in random order are not learnt: held-out accuracy stays near chance")
  func shuffledLabels() throws {
    let parts = try Digits.load().split(0.5, 0.5, seed: 1)
    let shuffled = withSeed(3) { permutation(parts[0].count).map { parts[0].labels[$0] } }
    let classifier = withSeed(1) { Classifier(training: parts[0].images, labels: shuffled, classes: 10, steps: 300) }
    #expect(classifier.accuracy(on: parts[1].images, labels: parts[1].labels) < 0.3)
  }

  @Test("probabilities sum to one and the confidence is the largest of them")
  func probabilities() {
    let classifier = withSeed(1) { Classifier(training: normal(20, 3), labels: (0..<20).map { $0 % 4 }, classes: 4, steps: 1) }
    let probabilities = classifier.probabilities(of: withSeed(5) { normal(6, 3) })
    #expect(probabilities.sum(axis: 1).doubles.allSatisfy { abs($0 - 1) < 1e-5 })
    #expect(classifier.confidences(of: withSeed(5) { normal(6, 3) }) == probabilities.max(axis: 1).doubles)
  }

  @Test("a layer of features keeps the accuracy, and the logits are the head's of the features")
  func features() throws {
    let parts = try Digits.load().split(0.5, 0.5, seed: 1)
    let classifier = withSeed(1) { Classifier(training: parts[0].images, labels: parts[0].labels, classes: 10, features: 16, steps: 600) }
    #expect(classifier.accuracy(on: parts[1].images, labels: parts[1].labels) >= 0.93)
    let features = classifier.features(of: parts[1].images)
    #expect(features.shape == [parts[1].count, 16])
    let head = try #require(classifier.head)
    #expect(head(leakyReLU(features, 0.2)) == classifier(parts[1].images))
    #expect(parameterCount(of: classifier) == 64 * 64 + 64 + 64 * 16 + 16 + 16 * 10 + 10)
  }

  @Test("in its features new digits are at an excess of about 0, noisy ones further away, and halves of two digits furthest")
  func distances() throws {
    let parts = try Digits.load().split(0.4, 0.2, 0.2, 0.2, seed: 1)
    let classifier = withSeed(1) { Classifier(training: parts[0].images, labels: parts[0].labels, classes: 10, features: 16, steps: 600) }
    let (real, heldOut) = (classifier.features(of: parts[1].images[0..<350]), classifier.features(of: parts[2].images[0..<350]))
    let fresh = parts[3].images[0..<350]
    let (others, noise) = withSeed(2) { (fresh.gathered(rows: permutation(350)), normal(350, 64)) }
    let scores = [fresh, fresh + noise * 0.5, (fresh + others) / Double(2)].map {
      excessFrechetDistance(of: classifier.features(of: $0), real: real, heldOut: heldOut)
    }
    let scale = frechetDistance(real: real, generated: heldOut)
    #expect(abs(scores[0]) < 0.5 * scale && scores[1] > scale && scores[2] > 3 * scores[1], "\(scale) \(scores)")
  }

  @Test("a generator of one image a class fools the inception score, and neither distance, recall nor the deviation within classes")
  func collapseWithinClasses() throws {
    let parts = try Digits.load().split(0.5, 0.25, 0.25, seed: 1)
    let classifier = withSeed(1) { Classifier(training: parts[0].images, labels: parts[0].labels, classes: 10, features: 16, steps: 600) }
    let (data, other) = (parts[1], parts[2])
    let sure = classifier.confidences(of: other.images)
    let best = (0..<10).map { label in other.labels.indices.filter { other.labels[$0] == label }.max { sure[$0] < sure[$1] }! }
    let collapsed = other.images.gathered(rows: (0..<other.count).map { best[$0 % 10] })
    func score(_ images: Tensor) -> Double { inceptionScore(probabilities: classifier.probabilities(of: images)).mean }
    #expect(score(collapsed) > score(data.images))
    let (real, fake, honest) = (
      classifier.features(of: data.images), classifier.features(of: collapsed), classifier.features(of: other.images)
    )
    #expect(frechetDistance(real: real, generated: fake) > 3 * frechetDistance(real: real, generated: honest))
    let scores = (PrecisionAndRecall(real: real, generated: fake), PrecisionAndRecall(real: real, generated: honest))
    #expect(scores.0.precision > 0.9 && scores.0.recall < 0.1 && scores.1.recall > 0.7, "\(scores)")
    let labels = classifier.labels(of: collapsed)
    #expect(withinClassDeviation(of: collapsed, labels: labels, classes: 10).allSatisfy { $0 < 1e-6 })
  }
}
