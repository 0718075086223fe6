import Networks
import Tensors

/// A classifier of images that measures a generator's samples.
///
///     features = embedding(convolutions(x)),   logits = head(leakyReLU(features))
///
/// Each convolution halves the image and looks for the same shapes at every place of it. On the 8x8 digits that gains nothing: after 1,000
/// steps on half of them this classifier and the dense one both name about 96 % of the others. It is for larger images and for colour.
public struct ConvolutionalClassifier: SampleClassifier {
  public var convolutions: [Conv2d]
  /// From the last convolution's image to features.
  public var embedding: Dense
  /// From features to logits.
  public var head: Dense
  public let classes: Int

  /// Trains by cross-entropy and Adam.
  ///
  /// - Parameters:
  ///   - images: Shape [n, height, width, channels].
  ///   - labels: One class in 0..<classes for each image.
  ///   - channels: Of each convolution; kernels of 3, a stride of 2, leaky rectifiers behind.
  ///   - features: The length of `features(of:)`, at most 16.
  ///   - steps: Minibatches to train on, drawn from the notebook's random generator.
  public init(
    training images: Tensor, labels: [Int], classes: Int, channels: [Int] = [16, 32], features: Int = 16,
    steps: Int = 1_000, batch: Int = 64, learningRate: Double = 1e-3
  ) {
    require(
      images.rank == 4 && images.shape[0] == labels.count,
      "ConvolutionalClassifier: \(labels.count) labels need images of shape [\(labels.count), height, width, channels], not \(images.shape)"
    )
    requireFeatureCount(features, for: "ConvolutionalClassifier")
    self.classes = classes
    let inputs = [images.shape[3]] + channels
    convolutions = zip(inputs, channels).map { Conv2d($0, $1, kernel: 3, stride: 2, padding: 1, activation: .leakyReLU(0.2)) }
    let (height, width) = channels.reduce((images.shape[1], images.shape[2])) { size, _ in ((size.0 + 1) / 2, (size.1 + 1) / 2) }
    embedding = Dense(height * width * inputs.last!, features)
    head = Dense(features, classes)
    train(on: images, labels: labels, steps: steps, batch: batch, learningRate: learningRate)
  }

  /// The logits of each class, shape [n, classes].
  public func callAsFunction(_ images: Tensor) -> Tensor { head(leakyReLU(features(of: images), 0.2)) }

  /// The layer before the logits, before its activation, shape [n, features].
  public func features(of images: Tensor) -> Tensor {
    require(images.rank == 4, "ConvolutionalClassifier: images need the shape [n, height, width, channels], not \(images.shape)")
    let result = convolutions.reduce(images) { $1($0) }
    return embedding(result.reshaped(to: [images.shape[0], embedding.weight.shape[0]]))
  }
}
