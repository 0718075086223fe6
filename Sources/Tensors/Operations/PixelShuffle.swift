/// Channels moved into the plane: an image `factor` times as large with factor² times fewer channels.
///
///     result[n, i, j, c] = x[n, i / factor, j / factor, ((i mod factor) * factor + j mod factor) * channels + c]
///
/// - Parameter x: [batch, height, width, factor² * channels].
/// - Returns: [batch, height * factor, width * factor, channels].
/// - Precondition: The channels of `x` divide by factor².
/// - Source: Shi et al. 2016, arXiv:1609.05158, eq. 4.
/// - Deviation: none. PyTorch orders the channels of its input with `c` slowest, the paper and this with `c` fastest.
public func pixelShuffle(_ x: Tensor, by factor: Int) -> Tensor {
  requireImages(x, "pixelShuffle")
  require(
    factor >= 1 && x.shape[3] % (factor * factor) == 0,
    "pixelShuffle: the \(x.shape[3]) channels of \(x.shape) do not divide by \(factor) * \(factor)")
  let (batch, height, width, channels) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3] / (factor * factor))
  return x.reshaped(to: [batch, height, width, factor, factor * channels]).permuted([0, 1, 3, 2, 4])
    .reshaped(to: [batch, height * factor, width * factor, channels])
}

/// The inverse of `pixelShuffle`: blocks of pixels moved into the channels.
///
/// - Parameter x: [batch, height, width, channels].
/// - Returns: [batch, height / factor, width / factor, factor² * channels].
/// - Precondition: Height and width divide by the factor.
public func pixelUnshuffle(_ x: Tensor, by factor: Int) -> Tensor {
  requireImages(x, "pixelUnshuffle")
  require(
    factor >= 1 && x.shape[1] % factor == 0 && x.shape[2] % factor == 0,
    "pixelUnshuffle: height and width of \(x.shape) do not divide by \(factor)")
  let (batch, height, width, channels) = (x.shape[0], x.shape[1] / factor, x.shape[2] / factor, x.shape[3])
  return x.reshaped(to: [batch, height, factor, width, factor * channels]).permuted([0, 1, 3, 2, 4])
    .reshaped(to: [batch, height, width, factor * factor * channels])
}
