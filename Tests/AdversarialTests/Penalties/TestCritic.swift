import Tensors

/// A small critic with curvature, its parameters in one tensor, so that penalties are functions of one argument that can be checked.
struct TestCritic {
  let inputs: Int
  let hidden = 3

  /// Parameters that are different from each other.
  var parameters: Tensor { GradientAgreement.numbers([(inputs + 1) * hidden]) }

  /// The score of each sample, shape [batch, 1], whatever a sample's shape.
  func score(_ samples: Tensor, _ parameters: Tensor) -> Tensor {
    let x = samples.reshaped(to: [samples.shape[0], inputs])
    let first = parameters[0..<inputs * hidden].reshaped(to: [inputs, hidden])
    let last = parameters[inputs * hidden..<(inputs + 1) * hidden].reshaped(to: [hidden, 1])
    return matmul(tanh(matmul(x, first)), last)
  }
}
