/// x where x > 0, and alpha (exp(x) - 1) elsewhere: the exponential linear unit.
///
/// - Parameter alpha: Minus the value for x towards -infinity; at least 0.
/// - Source: Clevert et al. 2016, arXiv:1511.07289, eq. 15.
/// - Deviation: none.
public func elu(_ x: Tensor, alpha: Double = 1) -> Tensor {
  require(alpha >= 0, "elu: alpha \(alpha) is negative")
  return Operation.exponentialLinear(alpha: alpha)(x)
}

/// x Phi(x), with Phi the distribution function of the standard normal: the Gaussian error linear unit.
///
///     x / 2 * erfc(-x / sqrt(2))
///
/// This is the exact form, not the one with tanh.
///
/// - Source: Hendrycks and Gimpel 2016, arXiv:1606.08415, section 2.
/// - Deviation: none.
public func gelu(_ x: Tensor) -> Tensor { Operation.gaussianLinear(x) }

extension Operation {
  static func exponentialLinear(alpha: Double) -> Operation {
    Operation(
      "elu", evaluate: { UnaryKernel.exponentialLinear(alpha: alpha)($0[0]) },
      rules: [
        { exponentialLinearPullback(alpha: alpha)($0.gradient, $0.x) }
      ])
  }

  /// g where x > 0, and g alpha exp(x) elsewhere; the slope of the slope is the slope where x <= 0 and 0 above.
  static func exponentialLinearPullback(alpha: Double) -> Operation {
    Operation(
      "elu'", evaluate: { BinaryKernel.exponentialLinearPullback(alpha: alpha)($0[0], $0[1], named: "elu'") },
      rules: [
        { exponentialLinearPullback(alpha: alpha)($0.gradient, $0.y) },
        { exponentialLinearPullback(alpha: alpha)(chained($0.gradient, $0.x), $0.y) * ($0.y .<= 0) },
      ])
  }

  static let gaussianLinear: Operation = Operation(
    "gelu", evaluate: { UnaryKernel.gaussianLinear($0[0]) },
    rules: [
      { gaussianLinearPullback($0.gradient, $0.x) }
    ])

  /// g (Phi(x) + x phi(x)), phi the normal density, whose derivative is -x phi(x): the slope of the slope is phi(x) (2 - x²).
  static let gaussianLinearPullback: Operation = Operation(
    "gelu'", evaluate: { BinaryKernel.gaussianLinearPullback($0[0], $0[1], named: "gelu'") },
    rules: [
      { gaussianLinearPullback($0.gradient, $0.y) },
      { context in
        // Beyond 40 deviations the density is 0 in either precision, and x² times it must be too.
        let squares = square(Tensors.clamp(context.y, -40, 40))
        let slope = exp(squares * -0.5) * (2 - squares) * 0.398_942_280_401_432_7
        return chained(chained(context.gradient, context.x), slope)
      },
    ])
}
