import Tensors

/// StyleGAN's truncation: styles drawn towards their mean, for typical samples at the cost of variety.
///
///     mean + psi (w - mean)
///
/// psi = 1 changes nothing; psi = 0 gives one image for all latents.
///
/// - Parameters:
///   - styles: w, shape [batch, k] or [batch, layers, k].
///   - mean: The mean of w over many latents, shape [k].
///   - psi: 0.7 in the paper's figures.
///   - layers: With a style for each layer, how many of the first (coarse) ones are drawn; nil for all.
/// - Source: Karras et al. 2019, arXiv:1812.04948, appendix B.
/// - Deviation: none.
public func truncated(styles: Tensor, toward mean: Tensor, psi: Double, layers: Int? = nil) -> Tensor {
  require(
    styles.rank >= 2 && mean.shape == [styles.shape[styles.rank - 1]],
    "truncated: styles \(styles.shape) and their mean \(mean.shape) do not fit; [batch, ..., k] and [k] are needed")
  let drawn = mean + (styles - mean) * psi
  guard let layers else { return drawn }
  require(styles.rank == 3, "truncated: to draw \(layers) layers the styles need the shape [batch, layers, k], not \(styles.shape)")
  let count = styles.shape[1]
  require((0...count).contains(layers), "truncated: \(layers) layers of \(count) cannot be drawn")
  return concatenate([drawn.sliced(axis: 1, 0..<layers), styles.sliced(axis: 1, layers..<count)], axis: 1)
}

/// Independent numbers from N(0, 1), drawn again until their magnitude is at most `threshold`: BigGAN's truncation trick.
///
/// - Parameters:
///   - shape: Of the result.
///   - threshold: Positive. Small ones give samples of high quality and little variety, and take many draws.
/// - Source: Brock et al. 2019, arXiv:1809.11096, section 3.1.
/// - Deviation: none.
public func truncatedNormal(shape: [Int], threshold: Double) -> Tensor {
  require(threshold > 0, "truncatedNormal: the threshold \(threshold) is not positive")
  let count = shape.reduce(1, *)
  let limit = Float(threshold)
  var kept: [Float] = []
  kept.reserveCapacity(count)
  while kept.count < count {
    for number in normal(max(64, count - kept.count)).values where number.magnitude <= limit && kept.count < count { kept.append(number) }
  }
  return Tensor(shape: shape, values: kept)
}
