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

  /// A layer with weights from U(-limit, limit), limit = sqrt(3 gain² / inputs), and no bias.
  ///
  /// The gain is the one that keeps the variance of what goes through a layer of this activation: sqrt(2 / (1 + slope²)) for
  /// a leaky ReLU, 5/3 for tanh, 1 otherwise.
  ///
  /// - Source: He et al. 2015, arXiv:1502.01852, eq. 15.
  /// - Deviation: uniform instead of normal numbers of the same variance; the gain for tanh is PyTorch's.
  public init(_ inputs: Int, _ outputs: Int, activation: Activation = .identity) {
    require(inputs > 0 && outputs > 0, "Dense: \(inputs) inputs and \(outputs) outputs; both must be at least 1")
    let limit = 3.0.squareRoot() * activation.gain / Double(inputs).squareRoot()
    weight = uniform(shape: [inputs, outputs], in: -limit...limit)
    bias = Tensor(zeros: [outputs])
    self.activation = activation
  }

  /// - Parameter x: [batch, inputs].
  /// - Returns: [batch, outputs].
  public func callAsFunction(_ x: Tensor) -> Tensor {
    if let fused = activation.fused { return affine(x, weight: weight, bias: bias, activation: fused) }
    return activation(affine(x, weight: weight, bias: bias, activation: .none))
  }
}

extension Activation {
  var gain: Double {
    switch self {
    case .relu: 2.0.squareRoot()
    case .leakyReLU(let slope): (2 / (1 + slope * slope)).squareRoot()
    case .tanh: 5.0 / 3
    case .identity, .sigmoid, .softplus: 1
    }
  }
}
