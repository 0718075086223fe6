import Tensors

/// The class part of an auxiliary-classifier GAN, for both players: real and generated samples are to be recognised as the classes
/// they were labelled with or asked for.
///
///     mean(-log P(label | x)) + mean(-log P(label | G(z, label)))
///
/// The discriminator's loss is its source loss plus this, and so is the generator's: they play against each other over the
/// source and together over the class.
///
/// - Parameters:
///   - realLogits: The classifier's logits of real samples, shape [n, classes], before any softmax.
///   - realLabels: Their classes.
///   - fakeLogits: The logits of generated samples, shape [m, classes].
///   - fakeLabels: The classes they were asked for.
/// - Returns: A single number.
/// - Source: Odena et al. 2017, arXiv:1610.09585, eq. 3.
/// - Deviation: none; the paper maximises L_C, this is -L_C.
public func auxiliaryClassifierLoss(realLogits: Tensor, realLabels: [Int], fakeLogits: Tensor, fakeLabels: [Int]) -> Tensor {
  softmaxCrossEntropy(logits: realLogits, labels: realLabels) + softmaxCrossEntropy(logits: fakeLogits, labels: fakeLabels)
}

/// StarGAN's domain classification with binary attributes: an image has several at once.
///
///     mean over the batch of the sum over attributes of -t log sigmoid(a) - (1 - t) log(1 - sigmoid(a))
///
/// The discriminator takes it on real images with their own attributes, the generator on translated ones with the target's. For
/// domains that exclude each other use `softmaxCrossEntropy`.
///
/// - Parameters:
///   - logits: Shape [batch, attributes], before any sigmoid.
///   - attributes: 1 where an attribute is present and 0 elsewhere, the same shape.
/// - Returns: A single number.
/// - Precondition: Equal shapes of rank 2.
/// - Source: Choi et al. 2018, arXiv:1711.09020, eq. 2 and 3.
/// - Deviation: none; summed over attributes as in the paper's code.
public func domainClassificationLoss(logits: Tensor, attributes: Tensor) -> Tensor {
  require(logits.rank == 2, "domainClassificationLoss: the logits need the shape [batch, attributes], not \(logits.shape)")
  return binaryCrossEntropies(logits: logits, targets: attributes, named: "domainClassificationLoss").sum(axis: 1).mean()
}
