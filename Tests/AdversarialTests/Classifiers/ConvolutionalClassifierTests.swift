import Adversarial
import Datasets
import Tensors
import Testing

@Suite("The convolutional classifier", .serialized)
struct ConvolutionalClassifierTests {
  @Test("trained on half of the digits it names at least 94 % of the others")
  func digits() throws {
    let parts = try Digits.load().split(0.5, 0.5, seed: 1)
    let images = parts.map { $0.images.reshaped(to: [$0.count, 8, 8, 1]) }
    let classifier = withSeed(1) {
      ConvolutionalClassifier(training: images[0], labels: parts[0].labels, classes: 10, steps: 500, learningRate: 3e-3)
    }
    #expect(classifier.accuracy(on: images[1], labels: parts[1].labels) >= 0.94)
    let features = classifier.features(of: images[1])
    #expect(features.shape == [parts[1].count, 16])
    #expect(classifier.head(leakyReLU(features, 0.2)) == classifier(images[1]))
  }

  @Test("odd sizes and colour are halved as the convolutions halve them, and every parameter is trained")
  func oddSizes() {
    let (images, labels) = withSeed(2) { (normal(40, 7, 5, 3), (0..<40).map { $0 % 2 }) }
    func trained(_ steps: Int) -> ConvolutionalClassifier {
      withSeed(3) { ConvolutionalClassifier(training: images, labels: labels, classes: 2, channels: [4, 6], features: 3, steps: steps) }
    }
    let (before, after) = (trained(0), trained(2))
    #expect(after.embedding.weight.shape == [2 * 2 * 6, 3] && after(images).shape == [40, 2])
    #expect(zip(before.parameters, after.parameters).allSatisfy { $0 != $1 } && after.parameters.count == 8)
  }

  @Test("the same seed trains the same classifier")
  func seeded() {
    let images = withSeed(4) { normal(20, 8, 8, 1) }
    let classifiers = (0..<2).map { _ in
      withSeed(5) { ConvolutionalClassifier(training: images, labels: (0..<20).map { $0 % 4 }, classes: 4, steps: 5) }
    }
    #expect(classifiers[0](images) == classifiers[1](images))
  }
}
