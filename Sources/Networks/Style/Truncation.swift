import Tensors

/// Styles pulled towards their mean: less variety, more typical images.
///
///     mean + psi (w - mean)
///
/// - Parameters:
///   - styles: w: [batch, styleDimension].
///   - mean: [styleDimension], as `MappingNetwork.meanStyle` gives it.
///   - psi: 1 changes nothing, 0 gives the mean's one image.
/// - Source: Karras et al. 2019, arXiv:1812.04948, appendix B.
/// - Deviation: none.
public func truncatedStyles(_ styles: Tensor, toward mean: Tensor, psi: Double) -> Tensor {
  require(styles.rank == 2 && mean.shape == [styles.shape[1]], "truncatedStyles: styles \(styles.shape) and a mean of shape \(mean.shape) do not fit")
  return mean + (styles - mean) * psi
}

/// Independent numbers from N(0, 1) under the condition that none is larger than `threshold` in size.
///
/// The truncation trick: a trained generator given such latents makes better and less various samples.
///
/// Numbers that are too large are drawn again. Below sqrt(pi / 2), where more than a fifth would be, the proposals are uniform and a number
/// x is kept with probability exp(-x² / 2).
///
/// - Parameters:
///   - shape: The result's.
///   - threshold: Positive; BigGAN shows 2 down to 0.04.
/// - Source: Brock et al. 2019, arXiv:1809.11096, section 3.1.
/// - Deviation: none.
public func truncatedNormal(shape: [Int], threshold: Double) -> Tensor {
  require(threshold > 0, "truncatedNormal: the threshold \(threshold) is not positive")
  let count = shape.reduce(1, *)
  var numbers: [Float] = []
  while numbers.count < count { numbers += acceptedNormals(proposals: max(64, 2 * (count - numbers.count)), Float(threshold)) }
  return Tensor(shape: shape, values: Array(numbers.prefix(count)))
}

private func acceptedNormals(proposals count: Int, _ threshold: Float) -> [Float] {
  if Double(threshold) > 1.2533 { return normal(count).values.filter { $0 >= -threshold && $0 <= threshold } }
  let numbers = uniform(shape: [count], in: -Double(threshold)...Double(threshold))
  return zip(numbers.values, zip(exp(square(numbers) * -0.5).values, uniform(count).values)).compactMap { $1.1 < $1.0 ? $0 : nil }
}
