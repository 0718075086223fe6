/// exp(x), number by number.
public func exp(_ x: Tensor) -> Tensor { Operation.exponential(x) }

/// The natural logarithm, number by number; -infinity at 0 and NaN below.
public func log(_ x: Tensor) -> Tensor { Operation.logarithm(x) }

/// The hyperbolic tangent, number by number.
public func tanh(_ x: Tensor) -> Tensor { Operation.hyperbolicTangent(x) }

/// 1 / (1 + exp(-x)), number by number: the probability that belongs to a logit.
public func sigmoid(_ x: Tensor) -> Tensor { Operation.sigmoid(x) }

/// log(1 + exp(x)), number by number, without overflow for large x and without loss for very negative x.
///
/// `softplus(-x)` is -log(sigmoid(x)), and `softplus(x)` is -log(1 - sigmoid(x)).
public func softplus(_ x: Tensor) -> Tensor { Operation.softplus(x) }

/// log(sigmoid(x)) = -softplus(-x), number by number.
public func logSigmoid(_ x: Tensor) -> Tensor { -softplus(-x) }

/// max(x, 0), number by number; the gradient at 0 is taken as 0.
public func relu(_ x: Tensor) -> Tensor { leakyReLU(x, 0) }

/// x where x > 0 and slope * x elsewhere.
///
/// - Parameter slope: Between 0 (a plain ReLU) and 1.
public func leakyReLU(_ x: Tensor, _ slope: Double = 0.2) -> Tensor {
  require(slope >= 0, "leakyReLU: the slope \(slope) is negative")
  return Operation.leakyReLU(slope: slope)(x)
}

/// |x|, number by number; the gradient at 0 is taken as 0.
public func abs(_ x: Tensor) -> Tensor { Operation.absolute(x) }

/// x * x, number by number.
public func square(_ x: Tensor) -> Tensor { Operation.square(x) }

/// sin(x), number by number.
public func sin(_ x: Tensor) -> Tensor { Operation.sine(x) }

/// cos(x), number by number.
public func cos(_ x: Tensor) -> Tensor { Operation.cosine(x) }

/// x to the power of a constant, number by number; NaN for a negative x unless the exponent is whole.
public func pow(_ x: Tensor, _ exponent: Double) -> Tensor { Operation.power(exponent)(x) }

/// x, with what is below `low` or above `high` replaced by that end; the gradient is 0 there.
public func clamp(_ x: Tensor, _ low: Double, _ high: Double) -> Tensor {
  require(low <= high, "clamp: the lower end \(low) is above the upper end \(high)")
  return Operation.clamp(low, high)(x)
}

extension Operation {
  static let negate: Operation = Operation("-", evaluate: { UnaryKernel.negate($0[0]) }, rules: [{ -$0.gradient }])
  static let exponential: Operation = Operation(
    "exp", evaluate: { UnaryKernel.exponential($0[0]) }, rules: [{ chained($0.gradient, $0.output) }])
  static let logarithm: Operation = Operation(
    "log", evaluate: { UnaryKernel.logarithm($0[0]) }, rules: [{ chainedQuotient($0.gradient, $0.x) }])
  static let hyperbolicTangent: Operation = Operation(
    "tanh", evaluate: { UnaryKernel.hyperbolicTangent($0[0]) }, rules: [{ hyperbolicTangentPullback($0.gradient, $0.output) }])
  static let sigmoid: Operation = Operation(
    "sigmoid", evaluate: { UnaryKernel.sigmoid($0[0]) }, rules: [{ sigmoidPullback($0.gradient, $0.output) }])
  static let softplus: Operation = Operation(
    "softplus", evaluate: { UnaryKernel.softplus($0[0]) }, rules: [{ softplusPullback($0.gradient, $0.x) }])
  static let absolute: Operation = Operation("abs", evaluate: { UnaryKernel.absolute($0[0]) }, rules: [{ $0.gradient * sign($0.x) }])
  static let sign: Operation = Operation("sign", evaluate: { UnaryKernel.sign($0[0]) }, rules: [{ _ in nil }])
  static let square: Operation = Operation("square", evaluate: { UnaryKernel.square($0[0]) }, rules: [{ chained($0.gradient, $0.x * 2) }])
  static let sine: Operation = Operation("sin", evaluate: { UnaryKernel.sine($0[0]) }, rules: [{ chained($0.gradient, cosine($0.x)) }])
  static let cosine: Operation = Operation("cos", evaluate: { UnaryKernel.cosine($0[0]) }, rules: [{ -chained($0.gradient, sine($0.x)) }])

  static func leakyReLU(slope: Double) -> Operation {
    // The sign of the result is the sign of the argument, so the result alone tells the slope.
    Operation(
      "leakyReLU", evaluate: { UnaryKernel.leakyReLU(slope: slope)($0[0]) }, rules: [{ leakyReLUPullback(slope: slope)($0.gradient, $0.x) }]
    )
  }

  static func power(_ exponent: Double) -> Operation {
    Operation(
      "pow", evaluate: { UnaryKernel.power(exponent)($0[0]) },
      rules: [
        {
          exponent == 0 ? nil : chained($0.gradient, pow($0.x, exponent - 1) * exponent)
        }
      ])
  }

  static func add(_ constant: Double) -> Operation {
    Operation("+", evaluate: { UnaryKernel.add(constant)($0[0]) }, rules: [{ $0.gradient }])
  }

  static func multiply(_ constant: Double) -> Operation {
    Operation("*", evaluate: { UnaryKernel.multiply(constant)($0[0]) }, rules: [{ $0.gradient * constant }])
  }

  static func clamp(_ low: Double, _ high: Double) -> Operation {
    Operation(
      "clamp", evaluate: { UnaryKernel.clamp(low, high)($0[0]) },
      rules: [
        { $0.gradient * (($0.x .>= low) * ($0.x .<= high)) }
      ])
  }
}

/// Pullbacks that are one pass over memory. Each is linear in the gradient, its first input.
extension Operation {
  static func leakyReLUPullback(slope: Double) -> Operation {
    Operation(
      "leakyReLU'", evaluate: { BinaryKernel.leakyReLUPullback(slope: slope)($0[0], $0[1], named: "leakyReLU'") },
      rules: [
        { leakyReLUPullback(slope: slope)($0.gradient, $0.y) },
        { _ in nil },
      ])
  }

  /// g (1 - y²), y the hyperbolic tangent.
  static let hyperbolicTangentPullback: Operation = Operation(
    "tanh'", evaluate: { BinaryKernel.hyperbolicTangentPullback($0[0], $0[1], named: "tanh'") },
    rules: [
      { hyperbolicTangentPullback($0.gradient, $0.y) },
      { chained(chained($0.gradient, $0.x), $0.y * -2) },
    ])

  /// g y (1 - y), y the sigmoid.
  static let sigmoidPullback: Operation = Operation(
    "sigmoid'", evaluate: { BinaryKernel.sigmoidPullback($0[0], $0[1], named: "sigmoid'") },
    rules: [
      { sigmoidPullback($0.gradient, $0.y) },
      { chained(chained($0.gradient, $0.x), 1 - $0.y * 2) },
    ])

  /// g sigmoid(x), x the argument of softplus.
  static let softplusPullback: Operation = Operation(
    "softplus'", evaluate: { BinaryKernel.softplusPullback($0[0], $0[1], named: "softplus'") },
    rules: [
      { softplusPullback($0.gradient, $0.y) },
      { sigmoidPullback(chained($0.gradient, $0.x), sigmoid($0.y)) },
    ])
}
