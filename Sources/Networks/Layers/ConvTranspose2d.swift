import Tensors

/// A transposed convolution: the layer with which a generator makes images larger.
///
///     activation(conv2dTransposed(x, filter) + bias)
///
/// A kernel of 4, a stride of 2 and a padding of 1 double the size, as in DCGAN.
public struct ConvTranspose2d: Module {
  /// [kernel, kernel, outputs / groups, inputs].
  public var filter: Tensor
  /// [outputs]; none where a normalisation behind the layer would take it away again.
  public var bias: Tensor?
  public let stride: Int
  public let padding: Int
  public let outputPadding: Int
  public let groups: Int
  public let activation: Activation

  /// - Parameters:
  ///   - kernel: Height and width of the filter.
  ///   - stride: By how much the image grows.
  ///   - padding: Taken away on each side of the result.
  ///   - outputPadding: Added at the end of the result where several sizes are possible.
  ///   - groups: Channels are cut into so many groups with filters of their own.
  ///   - hasBias: Whether the layer has biases.
  ///   - initializer: Weights and biases from U(-limit, limit), limit = 1 / sqrt(fan in), unless another is given. The fan in is what one pixel of
  ///     the result is summed of on average: kernel² inputs / (groups stride²).
  /// - Precondition: `groups` divides inputs and outputs.
  public init(
    _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int = 1, padding: Int = 0, outputPadding: Int = 0, groups: Int = 1,
    hasBias: Bool = true,
    activation: Activation = .identity, initializer: Initializer = .fanInUniform
  ) {
    requireChannels("ConvTranspose2d", inputs, outputs, kernel: kernel, groups: groups)
    let area = Double(kernel * kernel)
    let (fanIn, fanOut) = (area * Double(inputs / groups) / Double(stride * stride), area * Double(outputs / groups))
    filter = initializer.weights([kernel, kernel, outputs / groups, inputs], fanIn: fanIn, fanOut: fanOut)
    bias = hasBias ? initializer.biases(outputs, fanIn: fanIn) : nil
    (self.stride, self.padding, self.outputPadding, self.groups, self.activation) = (stride, padding, outputPadding, groups, activation)
  }

  /// - Parameter x: [batch, height, width, inputs].
  /// - Returns: [batch, (height - 1) stride - 2 padding + kernel + outputPadding, likewise, outputs].
  public func callAsFunction(_ x: Tensor) -> Tensor {
    let result = conv2dTransposed(
      x, filter, bias: bias, stride: (stride, stride), padding: (padding, padding), outputPadding: (outputPadding, outputPadding),
      dilation: (1, 1),
      groups: groups, activation: activation.fused ?? .none)
    return activation.fused == nil ? activation(result) : result
  }
}
