/// x / sqrt(mean of x² over the last axis + epsilon), as one operation that knows its own gradient.
///
/// - Precondition: The last axis is not empty; epsilon is positive.
package func normalizedByMeanSquare(_ x: Tensor, epsilon: Double) -> Tensor { Operation.normalizeMeanSquare(epsilon: epsilon)(x) }

extension Operation {
  static func normalizeMeanSquare(epsilon: Double) -> Operation {
    func kernel(_ x: Tensor) -> MeanSquareNormalization {
      let columns = x.shape[x.rank - 1]
      return MeanSquareNormalization(rows: x.count / columns, columns: columns, epsilon: epsilon)
    }
    return Operation(
      "pixel norm", evaluate: { kernel($0[0]).normalize($0[0]) },
      rules: [
        { context in
          let (g, x, y) = (context.gradient, context.x, context.output)
          if !context.isTraced { return kernel(x).pullback(x, output: y, gradient: g) }
          let factor = 1 / Tensors.sqrt(Tensors.square(x).mean(axis: -1, keepingAxis: true) + epsilon)
          return factor * (g - y * (g * y).mean(axis: -1, keepingAxis: true))
        }
      ])
  }
}
