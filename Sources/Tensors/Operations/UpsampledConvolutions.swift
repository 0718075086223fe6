/// The convolution of an image that is first enlarged twice by nearest neighbour, without ever making the large image.
///
///     conv2d(upsampleNearest(x), filter, bias: bias, padding: padding)
///
/// Each pixel of x stands for four equal ones, so that taps which fall on the same pixel can be added up beforehand. The result at i has
///
///     y[i] = sum over u of x[(i + u - padding) / 2] filter[u] = sum over p of x[p] v[i - 2 p + padding']
///     v[t] = filter[kernel - 1 - t] + filter[kernel - t],   padding' = kernel - 1 - padding
///
/// in each direction: a transposed convolution of stride 2 whose filter has one tap more. For a kernel of 3 it takes 4 taps a result instead of 9.
///
/// - Parameters:
///   - x: [batch, height, width, inputs].
///   - filter: [kernel, kernel, inputs, outputs].
///   - bias: [outputs], or none.
///   - padding: Zeros on each side of the enlarged image, less than `kernel`.
/// - Returns: [batch, 2 height + 2 padding - kernel + 1, likewise, outputs].
public func upsampledConv2d(_ x: Tensor, _ filter: Tensor, bias: Tensor? = nil, padding: Int = 0) -> Tensor {
  upsampledConv2d(x, filter, bias: bias, padding: padding, activation: .none)
}

/// The same with a fused activation.
package func upsampledConv2d(_ x: Tensor, _ filter: Tensor, bias: Tensor?, padding: Int, activation: FusedActivation) -> Tensor {
  require(
    filter.rank == 4 && filter.shape[0] == filter.shape[1] && filter.count > 0,
    "upsampledConv2d: a filter [kernel, kernel, inputs, outputs] is needed, not \(filter.shape)")
  let (kernel, inputs, outputs) = (filter.shape[0], filter.shape[2], filter.shape[3])
  require(
    x.rank == 4 && x.shape[3] == inputs,
    "upsampledConv2d: the image has shape \(x.shape), and filter \(filter.shape) takes [batch, height, width, \(inputs)]")
  require((0..<kernel).contains(padding), "upsampledConv2d: the padding \(padding) must be at least 0 and less than the kernel's \(kernel)")
  let map = AxisMap.pairSums(kernel)
  let sums = resample(filter.reshaped(to: [1, kernel, kernel, inputs * outputs]), height: map, width: map)
  let turned = sums.reshaped(to: [kernel + 1, kernel + 1, inputs, outputs]).permuted([0, 1, 3, 2])
  return conv2dTransposed(
    x, turned, bias: bias, stride: (2, 2), padding: (kernel - 1 - padding, kernel - 1 - padding), outputPadding: (0, 0), dilation: (1, 1),
    groups: 1, activation: activation)
}

extension AxisMap {
  /// An axis turned round, with the sums of neighbours: number t of the result is that at count - 1 - t plus that at count - t, where they exist.
  static func pairSums(_ count: Int) -> AxisMap {
    AxisMap(from: count, to: count + 1) { index in
      [count - 1 - index, count - index].filter { (0..<count).contains($0) }.map { Tap(position: $0, weight: 1) }
    }
  }
}
