/// What a filter finds outside of an image.
public enum FilterEdges: Sendable, Equatable {
  /// Zeros: the edges of the result are darker.
  case zero
  /// The image mirrored at its outermost pixels: a constant image stays constant.
  case reflect
}

/// Images smoothed against aliases, at their size.
///
/// The filter is `taps` in both directions, divided by their sum.
///
/// - Parameters:
///   - x: [batch, height, width, channels].
///   - taps: The filter along one direction; [1, 2, 1] and [1, 3, 3, 1] are usual. With an even count the result lies half a pixel lower and
///     further right.
///   - edges: What lies outside of the image.
/// - Returns: The shape of `x`.
/// - Precondition: The taps' sum is not 0; with reflected edges the filter reaches less far than the image.
/// - Source: Zhang 2019, arXiv:1904.11486 (blur before subsampling); Karras et al. 2019, arXiv:1812.04948 ([1, 2, 1] in the generator).
/// - Deviation: none.
public func blur(_ x: Tensor, taps: [Double] = [1, 2, 1], edges: FilterEdges = .reflect) -> Tensor {
  requireImages(x, "blur")
  let taps = normalized(taps, named: "blur")
  let before = taps.count / 2
  switch edges {
  case .zero:
    return upFirDown(x, taps: taps, padding: (before, taps.count - 1 - before))
  case .reflect:
    require(
      before < min(x.shape[1], x.shape[2]),
      "blur: \(taps.count) taps reach \(before) pixels beyond images of shape \(x.shape); reflected edges need larger images")
    return resample(x, height: .reflectingBlur(x.shape[1], taps: taps), width: .reflectingBlur(x.shape[2], taps: taps))
  }
}

/// Upsampling, filtering and downsampling in one.
///
/// In each direction: `up` - 1 zeros behind every number, `padding` zeros around (negative: numbers cut off), convolution with `taps`, every
/// `down`-th number kept.
///
///     new length = (length * up + before + after - taps.count) / down + 1, rounded down
///
/// - Parameters:
///   - x: [batch, height, width, channels].
///   - taps: The filter along one direction, used as it is.
///   - padding: Zeros in front of and behind each of the two axes.
/// - Returns: [batch, new height, new width, channels].
/// - Precondition: At least one tap; the padded axes are at least as long as the filter.
/// - Source: Karras et al. 2020, arXiv:1912.04958 (StyleGAN2), the operation `upfirdn_2d` of its code.
/// - Deviation: separable filters only.
public func upFirDown(_ x: Tensor, taps: [Double], up: Int = 1, down: Int = 1, padding: (before: Int, after: Int) = (0, 0)) -> Tensor {
  requireImages(x, "upFirDown")
  require(!taps.isEmpty && up >= 1 && down >= 1, "upFirDown: \(taps.count) taps, up \(up), down \(down); each must be at least 1")
  for length in x.shape[1...2] {
    let padded = length * up + padding.before + padding.after
    require(padded >= taps.count, "upFirDown: \(taps.count) taps on an axis of \(x.shape) that has \(padded) numbers when it is padded")
  }
  func map(_ count: Int) -> AxisMap {
    .upFirDown(count, taps: taps, up: up, down: down, before: padding.before, after: padding.after)
  }
  return resample(x, height: map(x.shape[1]), width: map(x.shape[2]))
}

/// Images enlarged by a whole factor through a smoothing filter.
///
/// A constant image keeps its brightness except at the edges, where the filter meets zeros.
///
/// - Parameters:
///   - x: [batch, height, width, channels].
///   - taps: The filter along one direction; it is scaled to the sum `factor`.
/// - Returns: [batch, height * factor, width * factor, channels].
/// - Source: Karras et al. 2020, arXiv:1912.04958, `upsample_2d` of its code.
/// - Deviation: none.
public func upsampleFiltered(_ x: Tensor, by factor: Int = 2, taps: [Double] = [1, 3, 3, 1]) -> Tensor {
  let taps = normalized(taps, named: "upsampleFiltered").map { $0 * Double(factor) }
  require(factor >= 1 && taps.count >= factor, "upsampleFiltered: \(taps.count) taps leave gaps at a factor of \(factor)")
  let rest = taps.count - factor
  return upFirDown(x, taps: taps, up: factor, padding: ((rest + 1) / 2 + factor - 1, rest / 2))
}

/// Images made smaller by a whole factor behind a smoothing filter.
///
/// - Parameters:
///   - x: [batch, height, width, channels]; what the factor leaves over of height and width is lost.
///   - taps: The filter along one direction; it is scaled to the sum 1.
/// - Returns: [batch, height / factor, width / factor, channels].
/// - Source: Karras et al. 2020, arXiv:1912.04958, `downsample_2d` of its code.
/// - Deviation: none.
public func downsampleFiltered(_ x: Tensor, by factor: Int = 2, taps: [Double] = [1, 3, 3, 1]) -> Tensor {
  let taps = normalized(taps, named: "downsampleFiltered")
  require(factor >= 1 && taps.count >= factor, "downsampleFiltered: \(taps.count) taps skip pixels at a factor of \(factor)")
  let rest = taps.count - factor
  return upFirDown(x, taps: taps, down: factor, padding: ((rest + 1) / 2, rest / 2))
}

/// The taps divided by their sum.
private func normalized(_ taps: [Double], named name: String) -> [Double] {
  let sum = taps.reduce(0, +)
  require(sum != 0, "\(name): the taps \(taps) have the sum 0 and cannot be scaled")
  return taps.map { $0 / sum }
}
