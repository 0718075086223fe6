/// The square root, number by number.
///
/// - Note: The gradient at 0 is infinite: `safeSqrt` takes it as 0, and `sqrt(x + epsilon)` smooths it.
public func sqrt(_ x: Tensor) -> Tensor { Operation.squareRoot(x) }

/// The square root, number by number, with a gradient of 0 at 0 in every order, where the slope of `sqrt` is infinite.
///
/// It suits distances and deviations, which have their smallest value at 0: no direction leads down from there.
public func safeSqrt(_ x: Tensor) -> Tensor { Operation.safeSquareRoot(x) }

/// The Euclidean norm of all numbers; see `norm(_:axes:keepingAxes:)`.
public func norm(_ x: Tensor) -> Tensor { norm(x, axes: Array(0..<x.rank)) }

/// The Euclidean norm along one axis, which is dropped unless `keepingAxis`; see `norm(_:axes:keepingAxes:)`.
public func norm(_ x: Tensor, axis: Int, keepingAxis: Bool = false) -> Tensor { norm(x, axes: [axis], keepingAxes: keepingAxis) }

/// The Euclidean norm along axes, which are dropped unless `keepingAxes`.
///
///     sqrt(sum(x²))
///
/// Where all numbers are 0 the norm has no derivative; its gradient is taken as 0 in every order.
public func norm(_ x: Tensor, axes: [Int], keepingAxes: Bool = false) -> Tensor {
  safeSqrt(square(x).sum(axes: axes, keepingAxes: keepingAxes))
}

extension Operation {
  static let squareRoot: Operation = Operation(
    "sqrt", evaluate: { UnaryKernel.squareRoot($0[0]) }, rules: [{ chainedQuotient($0.gradient * 0.5, $0.output) }])

  static let safeSquareRoot: Operation = Operation(
    "safeSqrt", evaluate: { UnaryKernel.squareRoot($0[0]) }, rules: [{ quotientOrZero($0.gradient, $0.output) * 0.5 }])

  /// a / b where b is not 0, and 0 where it is.
  static let quotientOrZero: Operation = Operation(
    "safeSqrt'", evaluate: { BinaryKernel.quotientOrZero($0[0], $0[1], named: "safeSqrt'") },
    rules: [
      { quotientOrZero($0.gradient, $0.y) },
      { -quotientOrZero(chained($0.gradient, $0.output), $0.y) },
    ])
}
