import Tensors

/// The energy distance of two sets of samples, an MMD that needs no bandwidth.
///
///     2 mean norm(x - y) - mean norm(x - x') - mean norm(y - y')
///
/// Means run over all pairs, a sample with itself included: never negative, 0 only for equal sets, too large for samples of one
/// distribution. On the line it is twice the integral of (F - G)², F and G the shares of samples up to a point.
///
/// - Parameters:
///   - left: Shape [n, ...].
///   - right: Shape [m, ...].
/// - Source: Székely and Rizzo 2013, doi:10.1016/j.jspi.2013.03.018.
/// - Deviation: none.
public func energyDistance(_ left: Tensor, _ right: Tensor) -> Double {
  let left = Points(left, for: "energyDistance", as: "left samples")
  let right = Points(right, for: "energyDistance", as: "right samples")
  left.requireDimension(of: right, for: "energyDistance")
  func meanDistance(_ points: Points, _ references: Points) -> Double {
    var sum = 0.0
    SquaredDistances(to: references).forEachRow(from: points) { _, squares in
      sum += squares.reduce(0) { $0 + $1.squareRoot() }
    }
    return sum / Double(points.count * references.count)
  }
  return max(0, 2 * meanDistance(left, right) - meanDistance(left, left) - meanDistance(right, right))
}
