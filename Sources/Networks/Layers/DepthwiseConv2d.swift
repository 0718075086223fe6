import Tensors

/// A convolution that keeps channels apart: `multiplier` filters for each.
///
///     activation(conv2d(x, filter, groups: channels) + bias)
public struct DepthwiseConv2d: Module {
  public var convolution: Conv2d

  /// - Parameters:
  ///   - multiplier: How many channels of the result come from one of the input.
  ///   - kernel: Height and width of the filters.
  ///   - initializer: Weights and biases from U(-limit, limit), limit = 1 / kernel, unless another is given.
  public init(
    _ channels: Int, multiplier: Int = 1, kernel: Int, stride: Int = 1, padding: Int = 0, hasBias: Bool = true,
    activation: Activation = .identity,
    initializer: Initializer = .fanInUniform
  ) {
    convolution = Conv2d(
      channels, channels * multiplier, kernel: kernel, stride: stride, padding: padding, groups: channels, hasBias: hasBias,
      activation: activation,
      initializer: initializer)
  }

  /// - Parameter x: [batch, height, width, channels].
  /// - Returns: [batch, new height, new width, channels * multiplier]; the sizes are those of `Conv2d`.
  public func callAsFunction(_ x: Tensor) -> Tensor { convolution(x) }
}
