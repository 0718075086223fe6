import Tensors

/// Several samples side by side as one: a discriminator that sees them together notices when they are all alike.
///
/// Samples k, k + 1, ... of the batch go together, along the last axis: features of vectors, channels of images. Pack real samples and generated ones
/// alike, and widen the discriminator's input by `degree`.
///
/// - Parameters:
///   - samples: Shape [batch, ..., channels].
///   - degree: Samples in a pack; 1 changes nothing.
/// - Returns: Shape [batch / degree, ..., degree * channels].
/// - Precondition: `degree` divides the batch.
/// - Source: Lin et al. 2018 (PacGAN), arXiv:1712.04086, section 2.
/// - Deviation: none.
public func packed(_ samples: Tensor, degree: Int) -> Tensor {
  require(samples.rank >= 2, "packed: the samples need the shape [batch, ..., channels], not \(samples.shape)")
  require(degree > 0 && samples.shape[0] % degree == 0, "packed: a batch of \(samples.shape[0]) cannot be split into packs of \(degree)")
  let (packs, inner, channels) = (samples.shape[0] / degree, Array(samples.shape[1..<samples.rank - 1]), samples.shape[samples.rank - 1])
  let grouped = samples.reshaped(to: [packs, degree] + inner + [channels])
  let order = [0] + Array(2..<samples.rank) + [1, samples.rank]
  return grouped.permuted(order).reshaped(to: [packs] + inner + [degree * channels])
}
