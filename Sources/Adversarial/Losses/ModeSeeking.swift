import Tensors

/// The mode-seeking term: two codes that lie apart should give samples that lie apart.
///
///     weight / (mean(abs(G(z1) - G(z2))) / mean(abs(z1 - z2)) + 1e-5)
///
/// Add it to the generator's loss.
///
/// - Parameters:
///   - samples: The generated G(z1) and G(z2), in the same condition.
///   - latents: z1 and z2.
///   - weight: 1 in the paper.
/// - Returns: A single number; finite where the samples, or even the codes, are the same.
/// - Precondition: Samples of one shape, and latents of one shape.
/// - Source: Mao et al. 2019, arXiv:1903.05628, section 3.
/// - Deviation: the paper maximises the ratio; this minimises its reciprocal, as the paper's code does.
public func modeSeekingLoss(samples: (Tensor, Tensor), latents: (Tensor, Tensor), weight: Double = 1) -> Tensor {
  requireSameShape(samples.0, samples.1, named: "modeSeekingLoss")
  requireSameShape(latents.0, latents.1, named: "modeSeekingLoss")
  let (moved, latentMoved) = (abs(samples.0 - samples.1).mean(), abs(latents.0 - latents.1).mean())
  // weight / (moved / latentMoved + epsilon) without dividing by a distance that may be 0.
  return weight * latentMoved / (moved + latentMoved * 1e-5 + 1e-12)
}
