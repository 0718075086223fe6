import Tensors

/// A convolutional layer over sequences, for text.
///
///     activation(conv1d(x, filter) + bias)
public struct Conv1d: Module {
  /// [kernel, inputs / groups, outputs].
  public var filter: Tensor
  /// [outputs].
  public var bias: Tensor?
  public let stride: Int
  public let padding: Int
  public let dilation: Int
  public let groups: Int
  public let activation: Activation

  /// - Parameters:
  ///   - kernel: The length of the filter.
  ///   - padding: Zeros on both sides: (kernel - 1) / 2 keeps the length with an odd kernel.
  ///   - groups: Channels are cut into so many groups with filters of their own.
  ///   - hasBias: Whether the layer has biases.
  ///   - initializer: Weights and biases from U(-limit, limit), limit = 1 / sqrt(fan in), unless another is given.
  /// - Precondition: `groups` divides inputs and outputs.
  public init(
    _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1, groups: Int = 1, hasBias: Bool = true,
    activation: Activation = .identity, initializer: Initializer = .fanInUniform
  ) {
    requireChannels("Conv1d", inputs, outputs, kernel: kernel, groups: groups)
    let (fanIn, fanOut) = (Double(kernel * inputs / groups), Double(kernel * outputs / groups) / Double(stride))
    filter = initializer.weights([kernel, inputs / groups, outputs], fanIn: fanIn, fanOut: fanOut)
    bias = hasBias ? initializer.biases(outputs, fanIn: fanIn) : nil
    (self.stride, self.padding, self.dilation, self.groups, self.activation) = (stride, padding, dilation, groups, activation)
  }

  /// - Parameter x: [batch, length, inputs].
  /// - Returns: [batch, (length + 2 padding - dilation (kernel - 1) - 1) / stride + 1, outputs].
  public func callAsFunction(_ x: Tensor) -> Tensor {
    activation(conv1d(x, filter, bias: bias, stride: stride, padding: padding, dilation: dilation, groups: groups))
  }
}
