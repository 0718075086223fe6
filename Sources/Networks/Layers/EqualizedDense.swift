import Tensors

/// A fully connected layer with equalised learning rate: weights from N(0, 1), multiplied by a constant whenever they are used.
///
///     activation(x (weight * gain / sqrt(inputs) * multiplier) + bias * multiplier)
///
/// An optimiser that scales its steps by the gradient's size, as Adam does, then moves all layers at one relative pace. Here the constant is
/// gain / sqrt(inputs): with the gain sqrt(2) it is He's deviation.
///
/// - Source: Karras et al. 2018, arXiv:1710.10196, section 4.1; the multiplier: Karras et al. 2019, arXiv:1812.04948, appendix C.
/// - Deviation: none.
public struct EqualizedDense: Module {
  /// [inputs, outputs], from N(0, 1 / multiplier²).
  public var weight: Tensor
  /// [outputs].
  public var bias: Tensor
  /// gain / sqrt(inputs) * multiplier.
  public let weightScale: Double
  /// What the bias is multiplied by.
  public let learningRateMultiplier: Double
  public let activation: Activation

  /// - Parameters:
  ///   - gain: sqrt(2) in front of rectifiers, as the papers take it; 1 for a last layer.
  ///   - learningRateMultiplier: The layer's pace; 0.01 in StyleGAN's mapping network.
  ///   - initialBias: 1 where the layer makes styles that multiply.
  public init(
    _ inputs: Int, _ outputs: Int, activation: Activation = .identity, gain: Double = 2.0.squareRoot(), learningRateMultiplier: Double = 1,
    initialBias: Double = 0
  ) {
    requireChannels("EqualizedDense", inputs, outputs, kernel: 1)
    require(learningRateMultiplier > 0, "EqualizedDense: the learning rate multiplier \(learningRateMultiplier) is not positive")
    weight = normal(shape: [inputs, outputs], deviation: 1 / learningRateMultiplier)
    bias = Tensor(repeating: initialBias / learningRateMultiplier, shape: [outputs])
    weightScale = gain / Double(inputs).squareRoot() * learningRateMultiplier
    (self.learningRateMultiplier, self.activation) = (learningRateMultiplier, activation)
  }

  /// - Parameter x: [batch, inputs].
  /// - Returns: [batch, outputs].
  public func callAsFunction(_ x: Tensor) -> Tensor {
    let scaledBias = learningRateMultiplier == 1 ? bias : bias * learningRateMultiplier
    let result = affine(x, weight: weight * weightScale, bias: scaledBias, activation: activation.fused ?? .none)
    return activation.fused == nil ? activation(result) : result
  }
}
