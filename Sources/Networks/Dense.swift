import Tensors

/// A fully connected layer.
///
///     activation(x weight + bias)
public struct Dense: Module {
  /// [inputs, outputs].
  public var weight: Tensor
  /// [outputs].
  public var bias: Tensor
  public let activation: Activation

  /// A layer with weights and biases from U(-limit, limit), limit = 1 / sqrt(inputs).
  ///
  /// Random biases matter where inputs have few coordinates: without them every unit of a first layer on the plane switches on a line
  /// through the origin. On the ring of eight modes a GAN whose layers began with He's larger weights and no biases lost a mode
  /// in half of its runs; begun like this it kept all eight.
  ///
  /// - Source: LeCun et al. 1998, "Efficient BackProp", doi:10.1007/3-540-49430-8_2, section 4.6: variances in proportion to 1 / inputs.
  /// - Deviation: uniform numbers with a third of its variance, biases too, as PyTorch's linear layer has them; the settings that
  ///   papers and public code give for GANs rest on these.
  public init(_ inputs: Int, _ outputs: Int, activation: Activation = .identity) {
    require(inputs > 0 && outputs > 0, "Dense: \(inputs) inputs and \(outputs) outputs; both must be at least 1")
    let limit = 1 / Double(inputs).squareRoot()
    weight = uniform(shape: [inputs, outputs], in: -limit...limit)
    bias = uniform(shape: [outputs], in: -limit...limit)
    self.activation = activation
  }

  /// - Parameter x: [batch, inputs].
  /// - Returns: [batch, outputs].
  public func callAsFunction(_ x: Tensor) -> Tensor {
    if let fused = activation.fused { return affine(x, weight: weight, bias: bias, activation: fused) }
    return activation(affine(x, weight: weight, bias: bias, activation: .none))
  }
}
