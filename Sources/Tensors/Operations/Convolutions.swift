/// The convolution of images with a filter, as the field uses the word: the filter is not turned.
///
///     y[n, i, j, o] = bias[o] + sum over u, v, c of x[n, i stride + u dilation - padding, j stride + v dilation - padding, c] filter[u, v, c, o]
///
/// - Parameters:
///   - x: [batch, height, width, inputs].
///   - filter: [kernelHeight, kernelWidth, inputs / groups, outputs].
///   - bias: [outputs], or none.
///   - stride: From one place of the filter to the next.
///   - padding: Zeros on each side.
///   - dilation: From one tap of the filter to the next.
///   - groups: Channels are cut into so many groups, each with filters of its own; as many as inputs is a depthwise convolution.
/// - Returns: [batch, (height + 2 padding - dilation (kernelHeight - 1) - 1) / stride + 1, likewise, outputs].
/// - Precondition: The filter fits into the padded image; `groups` divides inputs and outputs.
/// - Source: Dumoulin and Visin 2016, arXiv:1603.07285, section 2 (sizes).
/// - Deviation: none.
public func conv2d(
  _ x: Tensor, _ filter: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: Int = 0, dilation: Int = 1, groups: Int = 1
) -> Tensor {
  conv2d(
    x, filter, bias: bias, stride: (stride, stride), padding: (padding, padding), dilation: (dilation, dilation), groups: groups,
    activation: .none)
}

/// The same with (vertical, horizontal) settings and a fused activation.
package func conv2d(
  _ x: Tensor, _ filter: Tensor, bias: Tensor?, stride: (Int, Int), padding: (Int, Int), dilation: (Int, Int), groups: Int,
  activation: FusedActivation
) -> Tensor {
  requireImageAndFilter("conv2d", x, filter, bias, stride, padding, dilation, groups, outputs: filter.rank == 4 ? filter.shape[3] : 0)
  require(
    x.shape[3] == filter.shape[2] * groups,
    "conv2d: image \(x.shape) has \(x.shape[3]) channels; filter \(filter.shape) in \(groups) group(s) takes \(filter.shape[2] * groups)")
  let vertical = ConvolutionGeometry.Axis(
    input: x.shape[1], kernel: filter.shape[0], stride: stride.0, padding: padding.0, dilation: dilation.0)
  let horizontal = ConvolutionGeometry.Axis(
    input: x.shape[2], kernel: filter.shape[1], stride: stride.1, padding: padding.1, dilation: dilation.1)
  require(
    vertical.output > 0 && horizontal.output > 0,
    "conv2d: filter \(filter.shape) with dilation \(dilation) does not fit into image \(x.shape) with padding \(padding)")
  let geometry = ConvolutionGeometry(
    batch: x.shape[0], vertical: vertical, horizontal: horizontal, inputs: x.shape[3], outputs: filter.shape[3], groups: groups)
  return Operation.convolution(geometry, activation, hasBias: bias != nil)([x, filter] + (bias.map { [$0] } ?? []))
}

/// The transpose of `conv2d` in its image, also called a fractionally strided or "up" convolution: it makes images `stride` times as large.
///
/// It is the gradient of `conv2d` with the same filter, applied forward.
///
/// - Parameters:
///   - x: [batch, height, width, inputs].
///   - filter: [kernelHeight, kernelWidth, outputs / groups, inputs]: the filter of the convolution that goes the other way.
///   - bias: [outputs], or none.
///   - padding: Taken away on each side of the result.
///   - outputPadding: Added at the end of the result, where several sizes are possible; less than `stride`.
/// - Returns: [batch, (height - 1) stride - 2 padding + dilation (kernelHeight - 1) + outputPadding + 1, likewise, outputs].
/// - Source: Dumoulin and Visin 2016, arXiv:1603.07285, section 4.
/// - Deviation: none.
public func conv2dTransposed(
  _ x: Tensor, _ filter: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: Int = 0, outputPadding: Int = 0, dilation: Int = 1,
  groups: Int = 1
) -> Tensor {
  conv2dTransposed(
    x, filter, bias: bias, stride: (stride, stride), padding: (padding, padding), outputPadding: (outputPadding, outputPadding),
    dilation: (dilation, dilation), groups: groups, activation: .none)
}

/// The same with (vertical, horizontal) settings and a fused activation.
package func conv2dTransposed(
  _ x: Tensor, _ filter: Tensor, bias: Tensor?, stride: (Int, Int), padding: (Int, Int), outputPadding: (Int, Int), dilation: (Int, Int),
  groups: Int, activation: FusedActivation
) -> Tensor {
  let outputs = filter.rank == 4 ? filter.shape[2] * groups : 0
  requireImageAndFilter("conv2dTransposed", x, filter, bias, stride, padding, dilation, groups, outputs: outputs)
  require(
    x.shape[3] == filter.shape[3],
    "conv2dTransposed: image \(x.shape) has \(x.shape[3]) channels; filter \(filter.shape) takes \(filter.shape[3])")
  require(
    0..<stride.0 ~= outputPadding.0 && 0..<stride.1 ~= outputPadding.1,
    "conv2dTransposed: output padding \(outputPadding) must be at least 0 and less than the stride \(stride)")
  func axis(_ length: Int, _ kernel: Int, _ stride: Int, _ padding: Int, _ extra: Int, _ dilation: Int) -> ConvolutionGeometry.Axis {
    let size = (length - 1) * stride - 2 * padding + dilation * (kernel - 1) + extra + 1
    return ConvolutionGeometry.Axis(input: size, output: length, kernel: kernel, stride: stride, padding: padding, dilation: dilation)
  }
  let geometry = ConvolutionGeometry(
    batch: x.shape[0], vertical: axis(x.shape[1], filter.shape[0], stride.0, padding.0, outputPadding.0, dilation.0),
    horizontal: axis(x.shape[2], filter.shape[1], stride.1, padding.1, outputPadding.1, dilation.1),
    inputs: outputs, outputs: x.shape[3], groups: groups)
  require(
    geometry.vertical.input > 0 && geometry.horizontal.input > 0,
    "conv2dTransposed: padding \(padding) leaves nothing of the result of filter \(filter.shape) on image \(x.shape)")
  return Operation.transposedConvolution(geometry, activation, hasBias: bias != nil)([x, filter] + (bias.map { [$0] } ?? []))
}

/// The convolution of sequences, for text.
///
/// - Parameters:
///   - x: [batch, length, inputs].
///   - filter: [kernel, inputs / groups, outputs].
///   - bias: [outputs], or none.
/// - Returns: [batch, (length + 2 padding - dilation (kernel - 1) - 1) / stride + 1, outputs].
public func conv1d(
  _ x: Tensor, _ filter: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: Int = 0, dilation: Int = 1, groups: Int = 1
) -> Tensor {
  require(
    x.rank == 3 && filter.rank == 3,
    "conv1d: sequences [batch, length, inputs] and a filter [kernel, inputs, outputs] are needed, not \(x.shape) and \(filter.shape)")
  let result = conv2d(
    x.reshaped(to: [x.shape[0], 1, x.shape[1], x.shape[2]]), filter.reshaped(to: [1] + filter.shape), bias: bias, stride: (1, stride),
    padding: (0, padding), dilation: (1, dilation), groups: groups, activation: .none)
  return result.reshaped(to: [result.shape[0], result.shape[2], result.shape[3]])
}

private func requireImageAndFilter(
  _ name: String, _ x: Tensor, _ filter: Tensor, _ bias: Tensor?, _ stride: (Int, Int), _ padding: (Int, Int), _ dilation: (Int, Int),
  _ groups: Int,
  outputs: Int
) {
  require(x.rank == 4, "\(name): an image has shape [batch, height, width, channels], this one \(x.shape)")
  require(
    filter.rank == 4,
    "\(name): a filter has four axes (kernel height, kernel width, channels, channels), this one has shape \(filter.shape)")
  require(filter.count > 0, "\(name): the filter \(filter.shape) holds no numbers")
  require(x.dtype == filter.dtype, "\(name): the image is \(x.dtype) and the filter \(filter.dtype); convert one with converted(to:)")
  require(stride.0 > 0 && stride.1 > 0, "\(name): the stride \(stride) must be at least 1")
  require(padding.0 >= 0 && padding.1 >= 0, "\(name): the padding \(padding) is negative")
  require(dilation.0 > 0 && dilation.1 > 0, "\(name): the dilation \(dilation) must be at least 1")
  require(
    groups > 0 && outputs % max(1, groups) == 0 && filter.shape[3] % max(1, groups) == 0,
    "\(name): \(groups) groups do not divide the channels of filter \(filter.shape)")
  if let bias { require(bias.shape == [outputs], "\(name): the bias has shape \(bias.shape), and there are \(outputs) output channels") }
}

extension ConvolutionGeometry.Axis {
  init(input: Int, kernel: Int, stride: Int, padding: Int, dilation: Int) {
    let room = input + 2 * padding - dilation * (kernel - 1) - 1
    self.init(input: input, output: room < 0 ? 0 : room / stride + 1, kernel: kernel, stride: stride, padding: padding, dilation: dilation)
  }
}

/// Convolution, its transpose in the image and its transpose in the filter are each linear in both of their operands, and the rules of each
/// are the other two.
extension Operation {
  static func convolution(_ geometry: ConvolutionGeometry, _ activation: FusedActivation, hasBias: Bool) -> Operation {
    Operation(
      "conv2d",
      evaluate: {
        Kernels.convolution($0[0], $0[1], bias: hasBias ? $0[2] : nil, epilogue: activation.epilogue, geometry)
      },
      pullback: { context in
        let gradient = activation.pullback(context.gradient, context.output)
        return [
          context.isWanted[0] ? transposedConvolution(geometry, .none, hasBias: false)(gradient, context.inputs[1]) : nil,
          context.isWanted[1] ? filterGradient(geometry)(context.inputs[0], gradient) : nil,
        ] + (hasBias ? [context.isWanted[2] ? gradient.sum(axes: [0, 1, 2]) : nil] : [])
      })
  }

  static func transposedConvolution(_ geometry: ConvolutionGeometry, _ activation: FusedActivation, hasBias: Bool) -> Operation {
    Operation(
      "conv2dTransposed",
      evaluate: {
        Kernels.convolutionInputGradient($0[0], $0[1], bias: hasBias ? $0[2] : nil, epilogue: activation.epilogue, geometry)
      },
      pullback: { context in
        let gradient = activation.pullback(context.gradient, context.output)
        return [
          context.isWanted[0] ? convolution(geometry, .none, hasBias: false)(gradient, context.inputs[1]) : nil,
          context.isWanted[1] ? filterGradient(geometry)(gradient, context.inputs[0]) : nil,
        ] + (hasBias ? [context.isWanted[2] ? gradient.sum(axes: [0, 1, 2]) : nil] : [])
      })
  }

  static func filterGradient(_ geometry: ConvolutionGeometry) -> Operation {
    Operation(
      "conv2d filter gradient", evaluate: { Kernels.convolutionFilterGradient($0[0], $0[1], geometry) },
      rules: [
        { transposedConvolution(geometry, .none, hasBias: false)($0.y, $0.gradient) },
        { convolution(geometry, .none, hasBias: false)($0.x, $0.gradient) },
      ])
  }
}
