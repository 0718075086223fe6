import Tensors

/// Feature matching: the generator reproduces the mean of the discriminator's features instead of its verdict.
///
///     norm(mean(f(x)) - mean(f(G(z))))²
///
/// It fixes first moments only: a generator that always emits one sample with the mean features has loss 0.
///
/// - Parameters:
///   - realFeatures: An intermediate layer's activations on real samples, shape [batch, ...].
///   - fakeFeatures: On generated ones; the batch may differ.
/// - Returns: A single number, summed over features, as the squared norm is.
/// - Precondition: Equal shapes but for the batch.
/// - Source: Salimans et al. 2016, arXiv:1606.03498, section 3.1.
/// - Deviation: none. (Their code takes the mean of absolute differences instead.)
public func featureMatchingLoss(realFeatures: Tensor, fakeFeatures: Tensor) -> Tensor {
  require(
    realFeatures.rank > 0 && realFeatures.shape.dropFirst() == fakeFeatures.shape.dropFirst(),
    "featureMatchingLoss: real features \(realFeatures.shape) and fake ones \(fakeFeatures.shape) may differ only in the batch")
  return square(realFeatures.mean(axis: 0) - fakeFeatures.mean(axis: 0)).sum()
}
