import Networks
import Tensors

/// A classifier of rows of numbers that measures a generator's samples.
///
///     logits = network(x), or head(leakyReLU(network(x))) with a layer of features
public struct Classifier: SampleClassifier {
  /// From inputs to logits, or to features where there is a head behind them.
  public var network: MLP
  /// From features to logits.
  public var head: Dense?
  public let classes: Int

  /// Trains a perceptron with one hidden layer by cross-entropy and Adam.
  ///
  /// - Parameters:
  ///   - inputs: Shape [n, features].
  ///   - labels: One class in 0..<classes for each row.
  ///   - hidden: Width of the hidden layer.
  ///   - features: Width of a further layer before the logits, whose values `features(of:)` gives; at most 16. None without it.
  ///   - steps: Minibatches to train on, drawn from the notebook's random generator.
  public init(
    training inputs: Tensor, labels: [Int], classes: Int, hidden: Int = 64, features: Int? = nil,
    steps: Int = 1_000, batch: Int = 64, learningRate: Double = 1e-3
  ) {
    require(
      inputs.rank == 2 && inputs.shape[0] == labels.count,
      "Classifier: \(labels.count) labels need inputs of shape [\(labels.count), features], not \(inputs.shape)")
    if let features { requireFeatureCount(features, for: "Classifier") }
    self.classes = classes
    network = MLP(inputs.shape[1], hidden, features ?? classes)
    head = features.map { Dense($0, classes) }
    train(on: inputs, labels: labels, steps: steps, batch: batch, learningRate: learningRate)
  }

  /// The logits of each class, shape [n, classes].
  public func callAsFunction(_ inputs: Tensor) -> Tensor {
    guard let head else { return network(inputs) }
    return head(leakyReLU(network(inputs), 0.2))
  }

  /// The values of the layer of features before its activation, shape [n, features].
  ///
  /// Before the activation, because the Fréchet distance takes them for Gaussian: a rectifier would heap them up at 0.
  ///
  /// - Precondition: The classifier was made with `features:`.
  public func features(of inputs: Tensor) -> Tensor {
    require(head != nil, "Classifier: this one was trained without a layer of features; make it with features: 16")
    return network(inputs)
  }
}
