import Tensors

// An adversarial autoencoder has two phases on each batch: encoder and decoder minimise `autoencoderReconstructionLoss`; then the
// discriminator tells codes from draws of a prior, and the encoder, as the generator, makes its codes look drawn. The prior's
// draws are the *real* samples here, the codes the fakes.

/// The reconstruction phase of an adversarial autoencoder.
///
///     mean((x - decoder(encoder(x)))²)
///
/// - Precondition: Equal shapes.
/// - Source: Makhzani et al. 2015, arXiv:1511.05644, section 2.
/// - Deviation: the paper names no error; squares are those of a Gaussian decoder.
public func autoencoderReconstructionLoss(original: Tensor, reconstructed: Tensor) -> Tensor {
  requireSameShape(original, reconstructed, named: "autoencoderReconstructionLoss")
  return square(reconstructed - original).mean()
}

/// The discriminator's loss of an adversarial autoencoder: draws of the prior are real, codes are fake.
///
///     mean(-log D(prior)) + mean(-log(1 - D(code)))
///
/// - Parameters:
///   - priorLogits: The discriminator's logits of draws of the prior.
///   - codeLogits: Its logits of the encoder's codes.
/// - Source: Makhzani et al. 2015, arXiv:1511.05644, section 2.
/// - Deviation: none.
public func codeDiscriminatorLoss(priorLogits: Tensor, codeLogits: Tensor) -> Tensor {
  minimaxDiscriminatorLoss(realLogits: priorLogits, fakeLogits: codeLogits)
}

/// The encoder's loss of an adversarial autoencoder's regularisation phase, in the non-saturating form.
///
///     mean(-log D(code))
///
/// - Parameter codeLogits: The discriminator's logits of the encoder's codes.
/// - Source: Makhzani et al. 2015, arXiv:1511.05644, section 2.
/// - Deviation: non-saturating, where the paper writes the minimax game.
public func codeGeneratorLoss(codeLogits: Tensor) -> Tensor {
  nonSaturatingGeneratorLoss(fakeLogits: codeLogits)
}
