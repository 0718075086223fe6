import Glibc
import Tensors

extension Mixture {
  /// The logarithm of the density at each point.
  ///
  ///     log p(x) = logSumExp over modes k of (-norm(x - centre k)² / (2 deviation²))
  ///                - log(modes) - dimension * log(deviation sqrt(2 pi))
  ///
  /// Finite far from every mode, where the density itself underflows to 0; gradients flow through it.
  ///
  /// - Parameter points: Shape [n, dimension].
  /// - Returns: Shape [n].
  public func logDensity(at points: Tensor) -> Tensor {
    let exponents = squaredDistances(from: points) / (-2 * deviation * deviation)
    let normaliser = log(Double(modes)) + Double(dimension) * log(deviation * (2 * Double.pi).squareRoot())
    return logSumExp(exponents, axis: 1) - normaliser
  }

  /// The density at each point.
  ///
  /// - Parameter points: Shape [n, dimension].
  /// - Returns: Shape [n].
  public func density(at points: Tensor) -> Tensor {
    exp(logDensity(at: points))
  }

  /// The squared distance of each point from each centre, shape [n, modes].
  func squaredDistances(from points: Tensor) -> Tensor {
    require(
      points.rank == 2 && points.shape[1] == dimension,
      "Mixture: points need the shape [n, \(dimension)] for this mixture, not \(points.shape)")
    let differences =
      points.reshaped(to: [points.shape[0], 1, dimension])
      - centres.converted(to: points.dtype).reshaped(to: [1, modes, dimension])
    return square(differences).sum(axis: 2)
  }
}
