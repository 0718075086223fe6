import Tensors

/// The Fréchet distance of two Gaussians, which is the square of their 2-Wasserstein distance.
///
///     norm(m - w)² + trace(S + C - 2 (S C)^(1/2))
///
/// for N(m, S) and N(w, C). The trace of the root of S C is computed as that of (S^(1/2) C S^(1/2))^(1/2): the two products have the same
/// eigenvalues, and the second is symmetric and positive semidefinite, so that its root is real and exists for singular covariances.
///
/// - Returns: At least 0, and 0 for equal Gaussians up to rounding; in the square of the samples' unit.
/// - Source: Dowson and Landau 1982, doi:10.1016/0047-259X(82)90077-X; Heusel et al. 2017, arXiv:1706.08500, section 3.
/// - Deviation: none; the widespread code takes the root of the product S C, which is not symmetric, and drops its imaginary part.
public func frechetDistance(_ left: GaussianMoments, _ right: GaussianMoments) -> Double {
  require(
    left.mean.count == right.mean.count,
    "frechetDistance: Gaussians of \(left.mean.count) and of \(right.mean.count) dimensions cannot be compared")
  let shift = zip(left.mean, right.mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  let root = SymmetricEigen(left.covariance).squareRoot
  let inner = SymmetricEigen(matmul(matmul(root, right.covariance), root))
  let overlap = inner.nonnegativeValues.reduce(0) { $0 + $1.squareRoot() }
  return max(0, shift + trace(left.covariance) + trace(right.covariance) - 2 * overlap)
}

/// The Fréchet distance of the Gaussians that have the samples' means and covariances.
///
/// Taken in the features of a classifier this is the FID: with Inception's features as papers report it, with those of a classifier of
/// one's own it compares generators with each other and with nothing that is published.
///
/// It is biased upwards: samples of one and the same Gaussian in d dimensions, n on each side, are apart by about
/// 2 d/n + d (d + 1)/(2 n). So use few dimensions, compare only distances of equally many samples, or take `excessFrechetDistance`.
/// And it sees two moments only: two ring-shaped clouds and one blob of the same covariance are the same to it.
///
/// - Parameters:
///   - real: Shape [n, ...], n > 1.
///   - generated: Shape [m, ...], m > 1.
/// - Source: Heusel et al. 2017, arXiv:1706.08500, section 3. The bias: Chong and Forsyth 2020, arXiv:1911.07023.
/// - Deviation: whose features they are is the caller's choice; 0 is exact for equal covariances only up to rounding.
public func frechetDistance(real: Tensor, generated: Tensor) -> Double {
  let real = Points(real, for: "frechetDistance", as: "real samples", atLeast: 2)
  let generated = Points(generated, for: "frechetDistance", as: "generated samples", atLeast: 2)
  real.requireDimension(of: generated, for: "frechetDistance")
  return frechetDistance(GaussianMoments(real), GaussianMoments(generated))
}

/// How much further generated samples are from real ones than other real samples are.
///
///     frechetDistance(real, generated) - frechetDistance(real, heldOut)
///
/// The second term is what the distance reads when nothing is wrong: its bias. A generator as good as the data scores 0 on average,
/// and single runs scatter around it on both sides.
///
/// - Parameters:
///   - generated: Shape [n, ...].
///   - real: Shape [m, ...].
///   - heldOut: Shape [n, ...]: as many as there are generated samples, because the bias depends on their number.
/// - Deviation: the subtraction is ours; papers report the biased distance.
public func excessFrechetDistance(of generated: Tensor, real: Tensor, heldOut: Tensor) -> Double {
  let generated = Points(generated, for: "excessFrechetDistance", as: "generated samples", atLeast: 2)
  let real = Points(real, for: "excessFrechetDistance", as: "real samples", atLeast: 2)
  let heldOut = Points(heldOut, for: "excessFrechetDistance", as: "held-out samples", atLeast: 2)
  require(
    generated.count == heldOut.count,
    "excessFrechetDistance: \(generated.count) generated and \(heldOut.count) held-out samples have different biases; take equally many")
  real.requireDimension(of: generated, for: "excessFrechetDistance")
  real.requireDimension(of: heldOut, for: "excessFrechetDistance")
  let moments = GaussianMoments(real)
  return frechetDistance(moments, GaussianMoments(generated)) - frechetDistance(moments, GaussianMoments(heldOut))
}

private func trace(_ matrix: Tensor) -> Double {
  let (numbers, size) = (matrix.doubles, matrix.shape[0])
  return (0..<size).reduce(0) { $0 + numbers[$1 * (size + 1)] }
}
