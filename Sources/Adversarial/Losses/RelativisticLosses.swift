import Tensors

// A relativistic discriminator estimates the probability that a real sample is more realistic than a fake one. With
// logits r of real and f of fake samples that is sigmoid(r - f) for a pair; the average form compares each sample with
// the mean of the other kind. The generator's loss is the discriminator's with the two kinds exchanged: real samples have a gradient in
// both, so the generator's step needs the real batch too.

/// The discriminator's loss of the relativistic standard GAN: real samples in pairs with fakes.
///
///     mean(-log sigmoid(r - f)) = mean(softplus(f - r))
///
/// - Parameters:
///   - realLogits: The discriminator's logits of real samples.
///   - fakeLogits: Those of as many generated samples, in any order.
/// - Returns: A single number; log 2 when D cannot tell.
/// - Precondition: `realLogits.shape == fakeLogits.shape`.
/// - Source: Jolicoeur-Martineau 2018, arXiv:1807.00734, section 4 (RSGAN).
/// - Deviation: none.
public func relativisticDiscriminatorLoss(realLogits: Tensor, fakeLogits: Tensor) -> Tensor {
  require(
    realLogits.shape == fakeLogits.shape,
    "relativistic loss: real logits \(realLogits.shape) and fake ones \(fakeLogits.shape) are compared in pairs; the shapes must be the same"
  )
  return softplus(fakeLogits - realLogits).mean()
}

/// The generator's loss of the relativistic standard GAN.
///
///     mean(-log sigmoid(f - r)) = mean(softplus(r - f))
///
/// - Parameters:
///   - realLogits: The discriminator's logits of real samples.
///   - fakeLogits: Those of as many generated samples, in any order.
/// - Returns: A single number.
/// - Precondition: `realLogits.shape == fakeLogits.shape`.
/// - Source: Jolicoeur-Martineau 2018, arXiv:1807.00734, section 4 (RSGAN).
/// - Deviation: none.
public func relativisticGeneratorLoss(realLogits: Tensor, fakeLogits: Tensor) -> Tensor {
  relativisticDiscriminatorLoss(realLogits: fakeLogits, fakeLogits: realLogits)
}

/// The discriminator's loss of the relativistic average GAN: each sample against the mean of the other kind.
///
///     mean(-log sigmoid(r - mean(f))) + mean(-log(1 - sigmoid(f - mean(r))))
///
/// - Parameters:
///   - realLogits: The discriminator's logits of real samples, any shape.
///   - fakeLogits: Those of generated samples; their number may differ.
/// - Returns: A single number; log 4 when D cannot tell.
/// - Source: Jolicoeur-Martineau 2018, arXiv:1807.00734, section 4 (RaSGAN).
/// - Deviation: none; the expectations are the batch's means, as in the paper's algorithm.
public func relativisticAverageDiscriminatorLoss(realLogits: Tensor, fakeLogits: Tensor) -> Tensor {
  softplus(fakeLogits.mean() - realLogits).mean() + softplus(fakeLogits - realLogits.mean()).mean()
}

/// The generator's loss of the relativistic average GAN.
///
///     mean(-log(1 - sigmoid(r - mean(f)))) + mean(-log sigmoid(f - mean(r)))
///
/// - Parameters:
///   - realLogits: The discriminator's logits of real samples, any shape.
///   - fakeLogits: Those of generated samples; their number may differ.
/// - Returns: A single number.
/// - Source: Jolicoeur-Martineau 2018, arXiv:1807.00734, section 4 (RaSGAN).
/// - Deviation: none.
public func relativisticAverageGeneratorLoss(realLogits: Tensor, fakeLogits: Tensor) -> Tensor {
  relativisticAverageDiscriminatorLoss(realLogits: fakeLogits, fakeLogits: realLogits)
}
