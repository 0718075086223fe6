import Tensors

/// The nonlinearity between two layers.
public enum Activation: Sendable, Equatable {
  case identity
  case relu
  /// x where x > 0, the slope times x elsewhere.
  case leakyReLU(Double)
  case tanh
  case sigmoid
  case softplus

  public func callAsFunction(_ x: Tensor) -> Tensor {
    switch self {
    case .identity: x
    case .relu: Tensors.relu(x)
    case .leakyReLU(let slope): Tensors.leakyReLU(x, slope)
    case .tanh: Tensors.tanh(x)
    case .sigmoid: Tensors.sigmoid(x)
    case .softplus: Tensors.softplus(x)
    }
  }

  /// The activation in the form that a dense layer applies within its product, or nil if it comes behind.
  var fused: FusedActivation? {
    switch self {
    case .identity: FusedActivation.none
    case .relu: .leakyReLU(slope: 0)
    case .leakyReLU(let slope): .leakyReLU(slope: slope)
    case .tanh: .hyperbolicTangent
    case .sigmoid: .sigmoid
    case .softplus: nil
    }
  }
}
