import Tensors

/// Targets as a linear function of inputs, by least squares.
///
///     minimise norm(inputs weights + bias - targets)²
///
/// How well a latent code tells a factor linearly is its R² on inputs that were not fitted. Where inputs repeat each other, the weights of
/// the smallest norm are taken.
public struct LinearRegression {
  /// Shape [inputs, targets], in double precision.
  public let weights: Tensor
  /// Shape [1, targets].
  public let bias: Tensor

  /// - Parameters:
  ///   - inputs: Shape [n, inputs], n > 1.
  ///   - targets: Shape [n, targets].
  public init(inputs: Tensor, targets: Tensor) {
    let (x, y) = LinearRegression.pair(inputs, targets, atLeast: 2)
    let (centredInputs, centredTargets) = (x.centred, y.centred)
    let eigen = SymmetricEigen(matmul(centredInputs.transposed(), centredInputs))
    // Directions in which the inputs do not vary beyond rounding say nothing of the targets.
    let floor = 1e-12 * max(eigen.values[0], 0)
    let inverse = eigen.matrix { $0 > floor ? 1 / $0 : 0 }
    weights = matmul(inverse, matmul(centredInputs.transposed(), centredTargets))
    let means = (
      Tensor(shape: [1, x.dimension], doubles: x.mean, dtype: .double), Tensor(shape: [1, y.dimension], doubles: y.mean, dtype: .double)
    )
    bias = means.1 - matmul(means.0, weights)
  }

  /// The targets that belong to inputs, shape [n, targets], in double precision.
  public func callAsFunction(_ inputs: Tensor) -> Tensor {
    let x = Points(inputs, for: "LinearRegression", as: "inputs")
    require(x.dimension == weights.shape[0], "LinearRegression: fitted to \(weights.shape[0]) inputs, and these are \(x.dimension)")
    return matmul(x.tensor, weights) + bias
  }

  /// The share of each target's variance that is predicted.
  ///
  ///     R² = 1 - sum (target - prediction)² / sum (target - mean target)²
  ///
  /// - Returns: 1 for perfect predictions, 0 for predictions no better than the mean, below 0 for worse ones, as unfitted inputs can
  ///   have; NaN for a target that is constant.
  public func rSquared(inputs: Tensor, targets: Tensor) -> [Double] {
    let (_, y) = LinearRegression.pair(inputs, targets, atLeast: 2)
    require(y.dimension == weights.shape[1], "LinearRegression: fitted to \(weights.shape[1]) targets, and these are \(y.dimension)")
    let errors = square(y.tensor - self(inputs)).sum(axis: 0).doubles
    let spreads = square(y.centred).sum(axis: 0).doubles
    return zip(errors, spreads).map { $1 == 0 ? .nan : 1 - $0 / $1 }
  }

  private static func pair(_ inputs: Tensor, _ targets: Tensor, atLeast minimum: Int) -> (Points, Points) {
    let x = Points(inputs, for: "LinearRegression", as: "inputs", atLeast: minimum)
    let y = Points(targets, for: "LinearRegression", as: "targets", atLeast: minimum)
    require(x.count == y.count, "LinearRegression: \(x.count) inputs and \(y.count) targets")
    return (x, y)
  }
}
