import Tensors

/// The directions in which samples vary most: a linear autoencoder in closed form, and the baseline that anomaly detectors must beat.
///
/// The eigenvectors of the covariance come from Jacobi's method, which is for up to a few hundred dimensions.
///
/// - Source: Pearson 1901, doi:10.1080/14786440109462720.
/// - Deviation: none.
public struct PrincipalComponents {
  /// The samples' mean, shape [1, dimension].
  public let mean: Tensor
  /// One unit vector a row, the one of the largest variance first; shape [count, dimension], in double precision.
  public let directions: Tensor
  /// The variance along each direction.
  public let variances: [Double]
  /// The share of the whole variance that lies along the directions, 0 ... 1.
  public let explained: Double

  /// - Parameters:
  ///   - samples: Shape [n, ...], n > 1.
  ///   - count: How many directions, at most as many as there are dimensions.
  public init(of samples: Tensor, count: Int) {
    let points = Points(samples, for: "PrincipalComponents", as: "samples", atLeast: 2)
    require(
      (1...points.dimension).contains(count),
      "PrincipalComponents: \(count) directions in \(points.dimension) dimensions; take 1 to \(points.dimension)")
    let moments = GaussianMoments(points)
    let eigen = SymmetricEigen(moments.covariance)
    mean = Tensor(shape: [1, points.dimension], doubles: moments.mean, dtype: .double)
    directions = eigen.vectors[0..<count]
    let all = eigen.nonnegativeValues
    variances = Array(all[..<count])
    let whole = all.reduce(0, +)
    explained = whole == 0 ? 1 : variances.reduce(0, +) / whole
  }

  /// The coordinates of samples along the directions, shape [n, count], in double precision.
  public func projections(of samples: Tensor) -> Tensor {
    let points = Points(samples, for: "PrincipalComponents", as: "samples")
    require(points.dimension == mean.count, "PrincipalComponents: made of \(mean.count) dimensions, the samples have \(points.dimension)")
    return matmul(points.tensor - mean, directions.transposed())
  }

  /// The samples as far as the directions reach, shape [n, dimension], in double precision.
  public func reconstructions(of samples: Tensor) -> Tensor { matmul(projections(of: samples), directions) + mean }

  /// The distance of each sample from its reconstruction: large for what does not look like the data.
  public func reconstructionErrors(of samples: Tensor) -> [Double] {
    let rebuilt = reconstructions(of: samples)
    return sqrt(square(samples.converted(to: .double).reshaped(to: rebuilt.shape) - rebuilt).sum(axis: 1)).doubles
  }
}
