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
}
