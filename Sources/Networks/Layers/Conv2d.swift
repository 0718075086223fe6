import Tensors

/// A convolutional layer.
///
///     activation(conv2d(x, filter) + bias)
public struct Conv2d: Module {
  /// [kernel, kernel, inputs / groups, outputs].
  public var filter: Tensor
  /// [outputs]; none where a normalisation behind the layer would take it away again.
  public var bias: Tensor?
  public let stride: Int
  public let padding: Int
  public let dilation: Int
  public let groups: Int
  public let activation: Activation

  /// - Parameters:
  ///   - kernel: Height and width of the filter.
  ///   - stride: From one place of the filter to the next: 2 halves the size.
  ///   - padding: Zeros on each side: (kernel - 1) / 2 keeps the size of an odd kernel's image, 1 halves it with a kernel of 4 and a stride of 2.
  ///   - dilation: From one tap of the filter to the next.
  ///   - groups: Channels are cut into so many groups with filters of their own.
  ///   - hasBias: Whether the layer has biases.
  ///   - initializer: Weights and biases from U(-limit, limit), limit = 1 / sqrt(fan in), unless another is given.
  /// - Precondition: `groups` divides inputs and outputs.
  public init(
    _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1, groups: Int = 1, hasBias: Bool = true,
    activation: Activation = .identity, initializer: Initializer = .fanInUniform
  ) {
    requireChannels("Conv2d", inputs, outputs, kernel: kernel, groups: groups)
    let area = Double(kernel * kernel)
    let (fanIn, fanOut) = (area * Double(inputs / groups), area * Double(outputs / groups) / Double(stride * stride))
    filter = initializer.weights([kernel, kernel, inputs / groups, outputs], fanIn: fanIn, fanOut: fanOut)
    bias = hasBias ? initializer.biases(outputs, fanIn: fanIn) : nil
    (self.stride, self.padding, self.dilation, self.groups, self.activation) = (stride, padding, dilation, groups, activation)
  }

  /// - Parameter x: [batch, height, width, inputs].
  /// - Returns: [batch, (height + 2 padding - dilation (kernel - 1) - 1) / stride + 1, likewise, outputs].
  public func callAsFunction(_ x: Tensor) -> Tensor {
    let result = conv2d(
      x, filter, bias: bias, stride: (stride, stride), padding: (padding, padding), dilation: (dilation, dilation), groups: groups,
      activation: activation.fused ?? .none)
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
