import Tensors

/// The cross-entropy of a classifier, on logits.
///
///     mean over rows of -log softmax(logits)[label]
///
/// log(classes) when all logits are equal.
///
/// - Parameters:
///   - logits: Shape [n, classes], before any softmax.
///   - labels: One class in 0..<classes for each row.
/// - Returns: A single number.
/// - Precondition: As many labels as rows.
public func softmaxCrossEntropy(logits: Tensor, labels: [Int]) -> Tensor {
  require(
    logits.rank == 2 && logits.shape[0] == labels.count,
    "softmaxCrossEntropy: \(labels.count) labels need logits of shape [\(labels.count), classes], not \(logits.shape)")
  let chosen = Tensor(oneHot: labels, classes: logits.shape[1]).converted(to: logits.dtype)
  return -(logSoftmax(logits, axis: 1) * chosen).sum() / Double(labels.count)
}
