import Networks
import Tensors

/// A classifier that measures a generator's samples.
///
/// It is trained on real data that the generator never saw. Whether a sample is a clear digit is then no matter of taste: it is
/// the classifier's confidence beside the confidence it has in real ones.
public struct Classifier: Module {
  public var network: MLP
  public let classes: Int

  /// Trains a perceptron with one hidden layer by cross-entropy and Adam.
  ///
  /// - Parameters:
  ///   - inputs: Shape [n, features].
  ///   - labels: One class in 0..<classes for each row.
  ///   - hidden: Width of the hidden layer.
  ///   - steps: Minibatches to train on, drawn from the notebook's random generator.
  public init(
    training inputs: Tensor, labels: [Int], classes: Int, hidden: Int = 64,
    steps: Int = 1_000, batch: Int = 64, learningRate: Double = 1e-3
  ) {
    require(inputs.rank == 2 && inputs.shape[0] == labels.count,
      "Classifier: \(labels.count) labels need inputs of shape [\(labels.count), features], not \(inputs.shape)")
    self.classes = classes
    network = MLP(inputs.shape[1], hidden, classes)
    var optimizer = Adam(for: network, learningRate: learningRate)
    for _ in 0..<steps {
      let rows = randomIndices(batch, below: labels.count)
      let (batchInputs, batchLabels) = (inputs.gathered(rows: rows), rows.map { labels[$0] })
      let slope = gradient(at: network) { softmaxCrossEntropy(logits: $0(batchInputs), labels: batchLabels) }
      optimizer.update(&network, along: slope)
    }
  }

  /// The logits of each class, shape [n, classes].
  public func callAsFunction(_ inputs: Tensor) -> Tensor { network(inputs) }

  /// The probability of each class, shape [n, classes].
  public func probabilities(of inputs: Tensor) -> Tensor { softmax(network(inputs), axis: 1) }

  /// The likeliest class of each row.
  public func labels(of inputs: Tensor) -> [Int] { network(inputs).argmax(axis: 1) }

  /// The probability of the likeliest class of each row, 1/classes ... 1.
  public func confidences(of inputs: Tensor) -> [Double] { probabilities(of: inputs).max(axis: 1).doubles }

  /// The share of rows whose likeliest class is their label.
  public func accuracy(on inputs: Tensor, labels expected: [Int]) -> Double {
    let found = labels(of: inputs)
    require(found.count == expected.count && !found.isEmpty, "accuracy: \(found.count) rows and \(expected.count) labels")
    return Double(zip(found, expected).count { $0 == $1 }) / Double(found.count)
  }
}
