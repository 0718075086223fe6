import Tensors

/// The cross-entropy of independent yes-or-no answers, on logits.
///
///     mean of -t log sigmoid(a) - (1 - t) log(1 - sigmoid(a))
///
/// - Parameters:
///   - logits: a, any shape, before any sigmoid.
///   - targets: t, probabilities of the same shape.
/// - Returns: A single number; log 2 for logits of 0.
/// - Precondition: Equal shapes.
public func binaryCrossEntropy(logits: Tensor, targets: Tensor) -> Tensor {
  binaryCrossEntropies(logits: logits, targets: targets, named: "binaryCrossEntropy").mean()
}

/// One number for each answer: t softplus(-a) + (1 - t) softplus(a) = softplus(a) - t a, in the form that does not cancel.
func binaryCrossEntropies(logits: Tensor, targets: Tensor, named name: String) -> Tensor {
  requireSameShape(logits, targets, named: name)
  return targets * softplus(-logits) + (1 - targets) * softplus(logits)
}
