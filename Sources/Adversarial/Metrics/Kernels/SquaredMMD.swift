import Glibc
import Tensors

/// How an MMD is estimated from samples.
public enum MMDEstimate: Sendable {
  /// Means over all pairs, a sample paired with itself included: never negative, 0 for equal sets, too large for samples of one distribution.
  case biased
  /// Means over pairs of different samples: right on average, and negative as often as not when nothing is different.
  case unbiased
}

/// The squared maximum mean discrepancy of two sets of samples, with Gaussian kernels.
///
///     mean k(x, x') + mean k(y, y') - 2 mean k(x, y),   k(a, b) = mean over bandwidths s of exp(-norm(a - b)² / (2 s²))
///
/// It is 0 only for equal distributions, whatever their shape, if it could see infinitely many samples; from a finite number it sees
/// differences at about the scale of its bandwidths. So compare values of the same bandwidths only: compute them once, with
/// `medianDistance` of real data say, and pass them.
///
/// - Parameters:
///   - left: Shape [n, ...]; n > 1 for the unbiased estimate.
///   - right: Shape [m, ...].
///   - bandwidths: The kernels' deviations s; without them the median distance of both sets together.
/// - Source: Gretton et al. 2012, "A kernel two-sample test", JMLR 13, lemma 6 (unbiased) and section 2.2 (biased).
/// - Deviation: the kernel may be a mean over several bandwidths.
public func squaredMMD(_ left: Tensor, _ right: Tensor, bandwidths: [Double]? = nil, estimate: MMDEstimate = .unbiased) -> Double {
  let minimum = estimate == .unbiased ? 2 : 1
  let left = Points(left, for: "squaredMMD", as: "left samples", atLeast: minimum)
  let right = Points(right, for: "squaredMMD", as: "right samples", atLeast: minimum)
  left.requireDimension(of: right, for: "squaredMMD")
  let bandwidths = bandwidths ?? [medianDistance(left.followed(by: right))]
  require(
    !bandwidths.isEmpty && bandwidths.allSatisfy { $0 > 0 && $0.isFinite },
    "squaredMMD: bandwidths must be above 0, they are \(bandwidths); if samples are all alike, pass one")
  let rates = bandwidths.map { -1 / (2 * $0 * $0) }
  func sum(_ points: Points, _ references: Points) -> Double {
    var total = 0.0
    SquaredDistances(to: references).forEachRow(from: points) { _, distances in
      for rate in rates { total += distances.reduce(0) { $0 + exp(rate * $1) } }
    }
    return total / Double(rates.count)
  }
  let cross = sum(left, right) / Double(left.count * right.count)
  return within(sum(left, left), left.count, estimate) + within(sum(right, right), right.count, estimate) - 2 * cross
}

/// The mean kernel within a set, from the sum over all ordered pairs; k(x, x) is 1.
private func within(_ sum: Double, _ count: Int, _ estimate: MMDEstimate) -> Double {
  switch estimate {
  case .biased: sum / Double(count * count)
  case .unbiased: (sum - Double(count)) / Double(count * (count - 1))
  }
}

/// The median of the distances between different points, a bandwidth that suits their scale.
///
/// Of more than 1,000 points, 1,000 at equal steps are compared.
///
/// - Parameter samples: Shape [n, ...], n > 1.
/// - Source: Gretton et al. 2012, "A kernel two-sample test", JMLR 13, section 8.
/// - Deviation: at most 1,000 points are compared.
public func medianDistance(of samples: Tensor) -> Double {
  medianDistance(Points(samples, for: "medianDistance", as: "samples", atLeast: 2))
}

private func medianDistance(_ points: Points) -> Double {
  let limit = min(points.count, 1_000)
  let chosen = points.subset((0..<limit).map { $0 * points.count / limit })
  var distances: [Double] = []
  distances.reserveCapacity(limit * (limit - 1) / 2)
  SquaredDistances(to: chosen).forEachRow(from: chosen) { row, squares in distances += squares[..<row] }
  distances.sort()
  let middle = distances.count / 2
  return distances.count % 2 == 1
    ? distances[middle].squareRoot() : (distances[middle - 1].squareRoot() + distances[middle].squareRoot()) / 2
}
