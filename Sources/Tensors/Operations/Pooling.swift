/// The mean of each window of an image.
///
///     new length = (length + 2 padding - kernel) / stride + 1, rounded down
///
/// - Parameters:
///   - x: [batch, height, width, channels].
///   - kernel: The height and width of a window.
///   - stride: From one window to the next; the kernel's length unless it is given.
///   - padding: How far windows reach beyond the image on each side.
///   - countsPadding: Whether a window at the edge is divided by all of its places, those in the padding too, or only by those on the image.
/// - Returns: [batch, new height, new width, channels].
/// - Precondition: 0 <= padding < kernel; the padded image holds a window.
public func averagePool2d(_ x: Tensor, kernel: Int, stride: Int? = nil, padding: Int = 0, countsPadding: Bool = true) -> Tensor {
  let window = poolingWindow(x, kernel, stride, padding, named: "averagePool2d")
  func map(_ count: Int) -> AxisMap {
    .averagePool(count, kernel: window.kernel, stride: window.stride, padding: window.padding, countsPadding: countsPadding)
  }
  return resample(x, height: map(x.shape[1]), width: map(x.shape[2]))
}

/// The largest number of each window of an image; the gradient goes to the first in a window that is as large.
///
/// Padding never is the largest. The lengths of the result are those of `averagePool2d`.
///
/// - Parameters:
///   - x: [batch, height, width, channels].
///   - kernel: The height and width of a window.
///   - stride: From one window to the next; the kernel's length unless it is given.
///   - padding: How far windows reach beyond the image on each side.
/// - Returns: [batch, new height, new width, channels].
/// - Precondition: 0 <= padding < kernel; the padded image holds a window.
public func maxPool2d(_ x: Tensor, kernel: Int, stride: Int? = nil, padding: Int = 0) -> Tensor {
  Operation.maximumPool(poolingWindow(x, kernel, stride, padding, named: "maxPool2d"))(x)
}

/// The mean over everything between batch and channels.
///
/// - Parameter x: [batch, ..., channels].
/// - Returns: [batch, channels].
public func globalAveragePool(_ x: Tensor) -> Tensor { x.mean(axes: axesBetween(x, "globalAveragePool")) }

/// The sum over everything between batch and channels.
///
/// - Parameter x: [batch, ..., channels].
/// - Returns: [batch, channels].
public func globalSumPool(_ x: Tensor) -> Tensor { x.sum(axes: axesBetween(x, "globalSumPool")) }

/// The largest number between batch and channels; the gradient goes to the first that is as large.
///
/// - Parameter x: [batch, ..., channels].
/// - Returns: [batch, channels].
public func globalMaxPool(_ x: Tensor) -> Tensor {
  let axes = axesBetween(x, "globalMaxPool")
  return x.reshaped(to: [x.shape[0], axes.reduce(1) { $0 * x.shape[$1] }, x.shape[x.rank - 1]]).max(axis: 1)
}

private func axesBetween(_ x: Tensor, _ name: String) -> [Int] {
  require(x.rank >= 3, "\(name): the input has shape \(x.shape); [batch, ..., channels] with at least three axes is needed")
  return Array(1..<x.rank - 1)
}

private func poolingWindow(_ x: Tensor, _ kernel: Int, _ stride: Int?, _ padding: Int, named name: String) -> PoolingWindow {
  requireImages(x, name)
  let stride = stride ?? kernel
  require(kernel >= 1 && stride >= 1, "\(name): kernel \(kernel), stride \(stride); both must be at least 1")
  require(
    padding >= 0 && padding < kernel,
    "\(name): a padding of \(padding) with a kernel of \(kernel); windows may not lie in the padding alone")
  require(
    min(x.shape[1], x.shape[2]) + 2 * padding >= kernel,
    "\(name): images of shape \(x.shape) with a padding of \(padding) do not hold a window of \(kernel) x \(kernel)")
  return PoolingWindow(kernel: kernel, stride: stride, padding: padding)
}

extension Operation {
  static func maximumPool(_ window: PoolingWindow) -> Operation {
    Operation(
      "maxPool2d", evaluate: { Kernels.maximumPool($0[0], window) },
      rules: [
        {
          scatter(Kernels.maximumPlaces($0.x, window))($0.gradient)
        }
      ])
  }

  /// Linear, as `gather` is, and its transpose.
  static func scatter(_ places: ImagePlaces) -> Operation {
    Operation("scatter", evaluate: { Kernels.scatter($0[0], places) }, rules: [{ gather(places)($0.gradient) }])
  }

  static func gather(_ places: ImagePlaces) -> Operation {
    Operation("gather", evaluate: { Kernels.gather($0[0], places) }, rules: [{ scatter(places)($0.gradient) }])
  }
}
