/// The numbers of `a` where the condition holds (is not 0), and of `b` elsewhere; all three are stretched by NumPy's rule.
///
///     select(where: p .> 0, p * log(p), otherwise: 0)
///
/// The branch that was not taken gets a gradient of exactly 0, also where its own slope is infinite or not a number: the rules of the functions that work
/// number by number read 0 times anything as 0. (A sum or a product of matrices that mixes such numbers with others is NaN
/// forwards already.)
///
/// - Note: No gradient flows to the condition.
public func select(where condition: Tensor, _ a: Tensor, otherwise b: Tensor) -> Tensor {
  require(
    a.dtype == b.dtype && condition.dtype == a.dtype,
    "select: the condition is \(condition.dtype), the branches \(a.dtype) and \(b.dtype); convert with converted(to:)")
  return Operation.select(condition, a, b)
}

/// The same with a constant elsewhere.
public func select(where condition: Tensor, _ a: Tensor, otherwise b: Double) -> Tensor {
  select(where: condition, a, otherwise: Tensor(b, dtype: a.dtype))
}

/// The same with a constant where the condition holds.
public func select(where condition: Tensor, _ a: Double, otherwise b: Tensor) -> Tensor {
  select(where: condition, Tensor(a, dtype: b.dtype), otherwise: b)
}

extension Tensor {
  /// This tensor with a constant where a condition holds (is not 0): scores replaced by -infinity before a softmax, as attention masks them.
  public func replacing(with value: Double, where condition: Tensor) -> Tensor { select(where: condition, value, otherwise: self) }

  /// Whether some number is not a number.
  public var containsNaN: Bool { isNaN(self).max0 > 0 }

  /// Whether some number is infinite.
  public var containsInfinity: Bool { isInfinite(self).max0 > 0 }

  /// The largest number, 0 where there are none.
  private var max0: Double { count == 0 ? 0 : withoutGradient.max().scalar }
}

/// 1 where a number is not a number, 0 elsewhere.
public func isNaN(_ x: Tensor) -> Tensor { x .!= x }

/// 1 where a number is infinite, 0 elsewhere.
public func isInfinite(_ x: Tensor) -> Tensor { abs(x) .== Double.infinity }

/// 1 where a number is neither infinite nor not a number, 0 elsewhere.
public func isFinite(_ x: Tensor) -> Tensor { abs(x) .< Double.infinity }

extension Operation {
  static let select: Operation = Operation(
    "select",
    evaluate: { inputs in
      let shape = inputs.dropFirst().reduce(inputs[0].shape) { BroadcastLayout.shape($0, $1.shape, named: "select") }
      func whole(_ x: Tensor) -> Tensor { x.shape == shape ? x : Kernels.broadcast(x, to: shape) }
      return Kernels.select(
        whole(inputs[0]), inputs[1].count == 1 ? inputs[1] : whole(inputs[1]), inputs[2].count == 1 ? inputs[2] : whole(inputs[2]))
    },
    rules: [
      { _ in nil },
      { Tensors.select(where: $0.x, $0.gradient, otherwise: 0).summed(to: $0.y.shape) },
      { Tensors.select(where: $0.x, 0, otherwise: $0.gradient).summed(to: $0.inputs[2].shape) },
    ])
}

/// `height` where x >= `edge` and 0 elsewhere, a constant of every differentiation.
package func steps(_ x: Tensor, from edge: Double, to height: Double) -> Tensor {
  UnaryKernel.step(edge: edge, height: height)(x.withoutGradient)
}
