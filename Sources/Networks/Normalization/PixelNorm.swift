import Tensors

/// Every position's channels brought to a mean square of 1.
///
///     x / sqrt(mean over channels of x² + epsilon)
///
/// - Source: Karras et al. 2018, arXiv:1710.10196, section 4.2.
/// - Deviation: none.
public struct PixelNorm: Module {
  public let epsilon: Double

  public init(epsilon: Double = 1e-8) {
    require(epsilon > 0, "PixelNorm: epsilon is \(epsilon); it must be positive")
    self.epsilon = epsilon
  }

  /// - Parameter x: [batch, ..., channels].
  /// - Returns: The input's shape.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    require(x.rank >= 2 && x.shape[x.rank - 1] > 0, "PixelNorm: the input has shape \(x.shape); [batch, ..., channels] is needed")
    return normalizedByMeanSquare(x, epsilon: epsilon)
  }
}
