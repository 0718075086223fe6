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

  /// A layer with new weights.
  ///
  /// Random biases matter where inputs have few coordinates: without them every unit of a first layer on the plane switches on a line
  /// through the origin. On the ring of eight modes a GAN whose layers began with He's larger weights and no biases lost a mode
  /// in half of its runs; begun with `fanInUniform` it kept all eight.
  ///
  /// - Parameter initializer: Weights and biases from U(-limit, limit), limit = 1 / sqrt(inputs), unless another is given.
  public init(_ inputs: Int, _ outputs: Int, activation: Activation = .identity, initializer: Initializer = .fanInUniform) {
    require(inputs > 0 && outputs > 0, "Dense: \(inputs) inputs and \(outputs) outputs; both must be at least 1")
    weight = initializer.weights([inputs, outputs], fanIn: Double(inputs), fanOut: Double(outputs))
    bias = initializer.biases(outputs, fanIn: Double(inputs))
    self.activation = activation
  }

  /// - Parameter x: [batch, inputs].
  /// - Returns: [batch, outputs].
  public func callAsFunction(_ x: Tensor) -> Tensor {
    if let fused { return affine(x, [fused]) }
    return activation(affine(x, weight: weight, bias: bias, activation: .none))
  }

  /// The layer in the form that the engine computes together with others; nil where its activation comes behind it.
  var fused: AffineLayer? { activation.fused.map { AffineLayer(weight: weight, bias: bias, activation: $0) } }
}
