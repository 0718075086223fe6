import Tensors

/// A convolutional layer with equalised learning rate: weights from N(0, 1), multiplied by a constant whenever they are used.
///
///     activation(conv2d(x, filter * gain / sqrt(fan in)) + bias),   fan in = kernel² inputs
///
/// - Source: Karras et al. 2018, arXiv:1710.10196, section 4.1.
/// - Deviation: none.
public struct EqualizedConv2d: Module {
  /// [kernel, kernel, inputs, outputs], from N(0, 1).
  public var filter: Tensor
  /// [outputs].
  public var bias: Tensor?
  /// gain / sqrt(fan in).
  public let weightScale: Double
  public let stride: Int
  public let padding: Int
  public let activation: Activation

  /// - Parameters:
  ///   - padding: Zeros on each side: as many as keep the size of an odd kernel's image, unless it is given.
  ///   - gain: sqrt(2) in front of rectifiers, as the papers take it; 1 for the layer that makes the colours.
  public init(
    _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int = 1, padding: Int? = nil, hasBias: Bool = true,
    activation: Activation = .identity,
    gain: Double = 2.0.squareRoot()
  ) {
    requireChannels("EqualizedConv2d", inputs, outputs, kernel: kernel)
    filter = normal(kernel, kernel, inputs, outputs)
    bias = hasBias ? Tensor(zeros: [outputs]) : nil
    weightScale = gain / Double(kernel * kernel * inputs).squareRoot()
    (self.stride, self.padding, self.activation) = (stride, padding ?? (kernel - 1) / 2, activation)
  }

  /// - Parameter x: [batch, height, width, inputs].
  /// - Returns: [batch, (height + 2 padding - kernel) / stride + 1, likewise, outputs].
  public func callAsFunction(_ x: Tensor) -> Tensor {
    let result = conv2d(
      x, filter * weightScale, bias: bias, stride: (stride, stride), padding: (padding, padding), dilation: (1, 1), groups: 1,
      activation: activation.fused ?? .none)
    return activation.fused == nil ? activation(result) : result
  }
}
