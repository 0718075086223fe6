/// log(sum(exp(x))) along an axis, which is dropped unless `keepingAxis`; see `logSumExp(_:axes:keepingAxes:)`.
public func logSumExp(_ x: Tensor, axis: Int, keepingAxis: Bool = false) -> Tensor { logSumExp(x, axes: [axis], keepingAxes: keepingAxis) }

/// log(sum(exp(x))) along several axes, which are dropped unless `keepingAxes`.
///
/// There is no overflow for large x. Numbers of -infinity add nothing; where there are no others the result is -infinity.
public func logSumExp(_ x: Tensor, axes: [Int], keepingAxes: Bool = false) -> Tensor {
  let axes = x.normalized(axes, named: "logSumExp")
  if axes.isEmpty { return x }
  let result = x.withNeighbouring(axes) { x, run in Operation.logSumExp(axes: run)(x) }
  return keepingAxes ? result : result.dropping(axes)
}

/// exp(x) divided by its sum along an axis; see `softmax(_:axes:)`.
public func softmax(_ x: Tensor, axis: Int) -> Tensor { softmax(x, axes: [axis]) }

/// exp(x) divided by its sum along several axes.
///
/// There is no overflow for large x. Numbers that equal the largest share alike, even where they are infinite: the softmax of [inf, 0] is [1, 0], and
/// that of numbers that are all -infinity is the same for each.
public func softmax(_ x: Tensor, axes: [Int]) -> Tensor {
  x.withNeighbouring(x.normalized(axes, named: "softmax")) { x, run in Operation.softmax(axes: run)(x) }
}

/// The logarithm of `softmax` along an axis, without its overflow and underflow.
public func logSoftmax(_ x: Tensor, axis: Int) -> Tensor { logSoftmax(x, axes: [axis]) }

/// The logarithm of `softmax` along several axes, without its overflow and underflow.
public func logSoftmax(_ x: Tensor, axes: [Int]) -> Tensor {
  x.withNeighbouring(x.normalized(axes, named: "logSoftmax")) { x, run in Operation.logSoftmax(axes: run)(x) }
}

extension Tensor {
  /// Calls `body` with a tensor in which the axes are neighbours, and puts the axes of the result back in their order.
  func withNeighbouring(_ axes: [Int], _ body: (Tensor, Range<Int>) -> Tensor) -> Tensor {
    guard let first = axes.first, axes.last! - first + 1 != axes.count else {
      return body(self, (axes.first ?? 0)..<(axes.first ?? 0) + axes.count)
    }
    let order = shape.indices.filter { !axes.contains($0) } + axes
    return body(permuted(order), rank - axes.count..<rank).permuted(order.indices.map { order.firstIndex(of: $0)! })
  }
}

extension Operation {
  static func logSumExp(axes: Range<Int>) -> Operation {
    Operation(
      "logSumExp", evaluate: { SoftmaxKernel.logSumExp($0[0], axes: axes) }, rules: [{ chained($0.gradient, softmax(axes: axes)($0.x)) }])
  }

  static func softmax(axes: Range<Int>) -> Operation {
    Operation(
      "softmax", evaluate: { SoftmaxKernel.softmax($0[0], axes: axes) },
      rules: [
        { context in
          let (g, y) = (context.gradient, context.output)
          if !context.isTraced { return Kernels.softmaxPullback(g, y, axes: axes, isLogarithm: false) }
          return y * (g - (g * y).sum(axes: Array(axes), keepingAxes: true))
        }
      ])
  }

  static func logSoftmax(axes: Range<Int>) -> Operation {
    Operation(
      "logSoftmax", evaluate: { SoftmaxKernel.logSoftmax($0[0], axes: axes) },
      rules: [
        { context in
          let (g, y) = (context.gradient, context.output)
          if !context.isTraced { return Kernels.softmaxPullback(g, y, axes: axes, isLogarithm: true) }
          return g - Tensors.exp(y) * g.sum(axes: Array(axes), keepingAxes: true)
        }
      ])
  }
}
