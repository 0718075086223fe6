import Tensors

/// A convolutional layer.
///
///     activation(conv2d(x, filter) + bias)
///
/// With `upsamples` the image is enlarged twice first, as in the generators of SNGAN, SAGAN and BigGAN; that costs less than half of
/// `upsampleNearest` and a layer behind it.
public struct Conv2d: Module {
  /// [kernel, kernel, inputs / groups, outputs].
  public var filter: Tensor
  /// [outputs]; none where a normalisation behind the layer would take it away again.
  public var bias: Tensor?
  public let stride: Int
  public let padding: Int
  public let dilation: Int
  public let groups: Int
  /// Whether the layer sees `upsampleNearest(x)`.
  public let upsamples: Bool
  public let activation: Activation

  /// - Parameters:
  ///   - kernel: Height and width of the filter.
  ///   - stride: From one place of the filter to the next: 2 halves the size.
  ///   - padding: Zeros on each side: (kernel - 1) / 2 keeps the size of an odd kernel's image, 1 halves it with a kernel of 4 and a stride of 2.
  ///   - dilation: From one tap of the filter to the next.
  ///   - groups: Channels are cut into so many groups with filters of their own.
  ///   - upsamples: Whether the image is enlarged twice by nearest neighbour first.
  ///   - hasBias: Whether the layer has biases.
  ///   - initializer: Weights and biases from U(-limit, limit), limit = 1 / sqrt(fan in), unless another is given.
  /// - Precondition: `groups` divides inputs and outputs; with `upsamples` stride, dilation and groups are 1 and the padding is less than the kernel.
  public init(
    _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1, groups: Int = 1,
    upsamples: Bool = false, hasBias: Bool = true, activation: Activation = .identity, initializer: Initializer = .fanInUniform
  ) {
    require(
      !upsamples || stride == 1 && dilation == 1 && groups == 1 && padding < kernel,
      "Conv2d: with upsamples stride \(stride), dilation \(dilation) and groups \(groups) must be 1, and padding \(padding) less than kernel \(kernel)"
    )
    requireChannels("Conv2d", inputs, outputs, kernel: kernel, groups: groups)
    let area = Double(kernel * kernel)
    let (fanIn, fanOut) = (area * Double(inputs / groups), area * Double(outputs / groups) / Double(stride * stride))
    filter = initializer.weights([kernel, kernel, inputs / groups, outputs], fanIn: fanIn, fanOut: fanOut)
    bias = hasBias ? initializer.biases(outputs, fanIn: fanIn) : nil
    (self.stride, self.padding, self.dilation, self.groups) = (stride, padding, dilation, groups)
    (self.upsamples, self.activation) = (upsamples, activation)
  }

  /// - Parameter x: [batch, height, width, inputs].
  /// - Returns: [batch, (height + 2 padding - dilation (kernel - 1) - 1) / stride + 1, likewise, outputs], where height and width are twice the
  ///   input's with `upsamples`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    let fused = activation.fused ?? .none
    let result =
      upsamples
      ? upsampledConv2d(x, filter, bias: bias, padding: padding, activation: fused)
      : conv2d(
        x, filter, bias: bias, stride: (stride, stride), padding: (padding, padding), dilation: (dilation, dilation), groups: groups,
        activation: fused)
    return activation.fused == nil ? activation(result) : result
  }
}

/// What every convolutional layer asks of its sizes.
func requireChannels(_ name: String, _ inputs: Int, _ outputs: Int, kernel: Int, groups: Int = 1) {
  require(
    inputs > 0 && outputs > 0 && kernel > 0, "\(name): \(inputs) inputs, \(outputs) outputs, a kernel of \(kernel); each must be at least 1"
  )
  require(
    groups > 0 && inputs % groups == 0 && outputs % groups == 0,
    "\(name): \(groups) groups do not divide \(inputs) inputs and \(outputs) outputs")
}
