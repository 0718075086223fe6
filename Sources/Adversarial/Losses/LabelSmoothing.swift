import Tensors

/// The discriminator's loss with one-sided label smoothing: real samples are called real with probability `realTarget`, not 1.
///
///     mean(-t log D(x) - (1 - t) log(1 - D(x))) + mean(-log(1 - D(G(z)))),   t = realTarget
///
/// The optimal discriminator is t p / (p + q): it stays below t, so that its logits stop growing. Only the real side is smoothed: a target
/// s > 0 for fakes gives (t p + s q) / (p + q), which where p is small follows q and holds wrong samples in place.
///
/// - Parameters:
///   - realLogits: The discriminator's logits of real samples, any shape.
///   - fakeLogits: Those of generated samples.
///   - realTarget: t in 0...1; the paper's example is 0.9, and 1 gives `minimaxDiscriminatorLoss`.
/// - Returns: A single number.
/// - Precondition: `realTarget` is in 0...1.
/// - Source: Salimans et al. 2016, arXiv:1606.03498, section 3.4.
/// - Deviation: none.
public func labelSmoothedDiscriminatorLoss(realLogits: Tensor, fakeLogits: Tensor, realTarget: Double = 0.9) -> Tensor {
  require((0...1).contains(realTarget), "labelSmoothedDiscriminatorLoss: the target \(realTarget) is no probability; it must be in 0...1")
  let smoothed = softplus(-realLogits).mean() * realTarget + softplus(realLogits).mean() * (1 - realTarget)
  return smoothed + softplus(fakeLogits).mean()
}
