import Networks
import Tensors

/// A network that measures a generator's samples: it names them, and its features are the space in which their distances mean something.
///
/// It is trained on real data that the generator never saw. Whether a sample is a clear digit is then no matter of taste: it is
/// the classifier's confidence beside the confidence it has in real ones.
///
/// A network of one's own becomes one with three lines: its classes, its logits, its features.
public protocol SampleClassifier: Module {
  /// How many classes it tells apart.
  var classes: Int { get }

  /// The logits of each class, shape [n, classes].
  func callAsFunction(_ inputs: Tensor) -> Tensor

  /// What the logits are made from, shape [n, features].
  ///
  /// Distances between distributions are taken here. At most 16 numbers are worth having: the bias of the Fréchet distance grows
  /// with their square.
  func features(of inputs: Tensor) -> Tensor
}

extension SampleClassifier {
  /// The probability of each class, shape [n, classes].
  public func probabilities(of inputs: Tensor) -> Tensor { softmax(self(inputs), axis: 1) }

  /// The likeliest class of each row.
  public func labels(of inputs: Tensor) -> [Int] { self(inputs).argmax(axis: 1) }

  /// The probability of the likeliest class of each row, 1/classes ... 1.
  public func confidences(of inputs: Tensor) -> [Double] { probabilities(of: inputs).max(axis: 1).doubles }

  /// The share of rows whose likeliest class is their label.
  public func accuracy(on inputs: Tensor, labels expected: [Int]) -> Double {
    let found = labels(of: inputs)
    require(found.count == expected.count && !found.isEmpty, "accuracy: \(found.count) rows and \(expected.count) labels")
    return Double(zip(found, expected).count { $0 == $1 }) / Double(found.count)
  }

  /// Trains by cross-entropy and Adam on minibatches drawn from the notebook's random generator.
  mutating func train(on inputs: Tensor, labels: [Int], steps: Int, batch: Int, learningRate: Double) {
    var optimizer = Adam(for: self, learningRate: learningRate)
    for _ in 0..<steps {
      let rows = randomIndices(batch, below: labels.count)
      let (batchInputs, batchLabels) = (inputs.gathered(rows: rows), rows.map { labels[$0] })
      let slope = gradient(at: self) { softmaxCrossEntropy(logits: $0(batchInputs), labels: batchLabels) }
      optimizer.update(&self, along: slope)
    }
  }
}

/// Stops when a layer of features is empty or too wide for distances between few samples.
func requireFeatureCount(_ count: Int, for name: String) {
  require(
    (1...16).contains(count),
    "\(name): \(count) features; 1 to 16 are allowed, because the bias of distances grows with the square of their number")
}
