import Glibc
import Tensors

/// The Kullback-Leibler divergence of two discrete distributions, in nats.
///
///     KL(p || q) = sum p log(p / q)
///
/// - Parameters:
///   - p: Weights of any sum; they are normalised.
///   - q: As many weights.
/// - Returns: 0 for equal distributions; infinite where p has weight and q has none.
/// - Precondition: Weights are not negative, and each list has one above 0.
public func kullbackLeiblerDivergence(_ p: [Double], _ q: [Double]) -> Double {
  require(p.count == q.count, "kullbackLeiblerDivergence: \(p.count) weights against \(q.count)")
  let (p, q) = (normalised(p), normalised(q))
  return zip(p, q).reduce(0) { sum, pair in pair.0 == 0 ? sum : sum + pair.0 * log(pair.0 / pair.1) }
}

/// The Jensen-Shannon divergence of two discrete distributions, in nats.
///
///     JSD(p, q) = KL(p || m) / 2 + KL(q || m) / 2,   m = (p + q) / 2
///
/// Symmetric; 0 for equal distributions, log 2 for distributions that have nothing in common.
///
/// - Parameters:
///   - p: Weights of any sum; they are normalised. For densities: their values on a grid.
///   - q: As many weights.
/// - Source: Lin 1991, doi:10.1109/18.61115; Goodfellow et al. 2014, arXiv:1406.2661, eq. 6.
/// - Deviation: none.
public func jensenShannonDivergence(_ p: [Double], _ q: [Double]) -> Double {
  require(p.count == q.count, "jensenShannonDivergence: \(p.count) weights against \(q.count)")
  let (p, q) = (normalised(p), normalised(q))
  let middle = zip(p, q).map { ($0 + $1) / 2 }
  return (kullbackLeiblerDivergence(p, middle) + kullbackLeiblerDivergence(q, middle)) / 2
}

/// The share of each class, shape as many numbers as classes, summing to 1.
///
/// - Parameters:
///   - labels: At least one class in 0..<classes.
public func classHistogram(_ labels: [Int], classes: Int) -> [Double] {
  require(!labels.isEmpty, "classHistogram: there are no labels")
  var counts = [Double](repeating: 0, count: classes)
  for label in labels {
    require((0..<classes).contains(label), "classHistogram: label \(label) is outside 0..<\(classes)")
    counts[label] += 1
  }
  return counts.map { $0 / Double(labels.count) }
}

private func normalised(_ weights: [Double]) -> [Double] {
  let sum = weights.reduce(0.0, +)
  require(
    weights.allSatisfy { $0 >= 0 } && sum > 0 && sum.isFinite,
    "divergence: the weights must be finite, none below 0 and one above it")
  return weights.map { $0 / sum }
}
