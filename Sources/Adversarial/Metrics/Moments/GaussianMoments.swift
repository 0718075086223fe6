import Tensors

/// A Gaussian in any number of dimensions, or what is left of samples when only mean and covariance count.
public struct GaussianMoments {
  public let mean: [Double]
  /// Shape [dimension, dimension], in double precision.
  public let covariance: Tensor

  /// - Parameters:
  ///   - mean: One number a dimension.
  ///   - covariance: Shape [mean.count, mean.count]; symmetric, without negative eigenvalues; it may be singular.
  public init(mean: [Double], covariance: Tensor) {
    require(
      covariance.shape == [mean.count, mean.count] && !mean.isEmpty,
      "GaussianMoments: a mean of \(mean.count) dimensions needs a covariance of shape [\(mean.count), \(mean.count)], not \(covariance.shape)"
    )
    requireNumbers(mean, for: "GaussianMoments", as: "coordinates of the mean")
    let numbers = finiteNumbers(of: covariance, for: "GaussianMoments", as: "covariances")
    for row in mean.indices {
      for column in 0..<row {
        let (below, above) = (numbers[row * mean.count + column], numbers[column * mean.count + row])
        require(
          abs(below - above) <= 1e-6 * max(abs(below), abs(above), 1e-300),
          "GaussianMoments: a covariance is symmetric, and this one has \(below) in row \(row), column \(column) and \(above) opposite")
      }
    }
    self.mean = mean
    self.covariance = covariance.converted(to: .double)
  }

  /// The mean and the covariance of samples, the latter divided by n - 1.
  ///
  /// - Parameter samples: Shape [n, ...], n > 1; everything behind the first axis is one sample.
  public init(of samples: Tensor) {
    self.init(Points(samples, for: "GaussianMoments", as: "samples", atLeast: 2))
  }

  init(_ points: Points) {
    let centred = points.centred
    mean = points.mean
    covariance = matmul(centred.transposed(), centred) / Double(points.count - 1)
  }
}
