import Tensors

// A classifier for K classes and "generated" has K + 1 logits, of which one is redundant: softmax does not notice a constant added to all
// of them, so the logit of "generated" can be fixed at 0. Then with Z = sum(exp(l)) over the K others
//
//     D(x) = p(not generated | x) = Z / (Z + 1) = sigmoid(log Z) = sigmoid(logSumExp(l)).
//
// A classifier with K logits is thus a discriminator with the logit logSumExp(l).

/// The discriminator's logit that is contained in a classifier's K logits.
///
///     log(sum(exp(logits)))
///
/// - Parameter classLogits: Shape [batch, classes].
/// - Returns: Shape [batch].
/// - Source: Salimans et al. 2016, arXiv:1606.03498, section 5.
/// - Deviation: none.
public func realnessLogit(classLogits: Tensor) -> Tensor {
  require(classLogits.rank == 2, "realnessLogit: the logits need the shape [batch, classes], not \(classLogits.shape)")
  return logSumExp(classLogits, axis: 1)
}

/// The loss of a classifier that is also the discriminator: of K classes and "generated".
///
///     mean(-log p(label | x, not generated)) + mean(-log D(unlabelled)) + mean(-log(1 - D(G(z))))
///
/// - Parameters:
///   - labelledLogits: The K class logits of labelled samples, shape [n, classes], before any softmax.
///   - labels: Their classes.
///   - unlabelledLogits: The class logits of real samples whose labels are not looked at.
///   - fakeLogits: The class logits of generated samples.
/// - Returns: A single number. The generator's loss is `featureMatchingLoss`, or `nonSaturatingGeneratorLoss` on `realnessLogit`.
/// - Source: Salimans et al. 2016, arXiv:1606.03498, section 5.
/// - Deviation: none.
public func semiSupervisedDiscriminatorLoss(labelledLogits: Tensor, labels: [Int], unlabelledLogits: Tensor, fakeLogits: Tensor) -> Tensor {
  softmaxCrossEntropy(logits: labelledLogits, labels: labels)
    + minimaxDiscriminatorLoss(realLogits: realnessLogit(classLogits: unlabelledLogits), fakeLogits: realnessLogit(classLogits: fakeLogits))
}
