import Glibc
import Tensors

/// The Wasserstein distance of two sets of numbers: how far mass must travel to turn one into the other.
///
///     W_p = (integral over u in 0...1 of abs(F⁻¹(u) - G⁻¹(u))^p)^(1/p)
///
/// On the line the smallest numbers go to the smallest: sorting solves the transport exactly, for sets of different sizes too.
///
/// - Parameters:
///   - left: At least one number.
///   - right: At least one number; it may be another count.
///   - order: p, at least 1.
/// - Source: Villani 2003, "Topics in Optimal Transportation", theorem 2.18.
/// - Deviation: none.
public func wassersteinDistance(_ left: [Double], _ right: [Double], order: Double = 1) -> Double {
  requireNumbers(left, for: "wassersteinDistance", as: "left numbers")
  requireNumbers(right, for: "wassersteinDistance", as: "right numbers")
  require(order >= 1 && order.isFinite, "wassersteinDistance: the order is at least 1, not \(order)")
  return root(transportCost(left.sorted(), right.sorted(), order: order), order)
}

/// The sliced Wasserstein distance: the Wasserstein distance along random directions, averaged.
///
///     (mean over directions d of W_p(left · d, right · d)^p)^(1/p)
///
/// - Parameters:
///   - left: Shape [n, ...].
///   - right: Shape [m, ...].
///   - directions: How many unit vectors are drawn from the notebook's random generator, evenly over the sphere.
///   - order: p, at least 1.
/// - Source: Bonneel et al. 2015, doi:10.1007/s10851-014-0506-3.
/// - Deviation: the integral over the sphere is a mean over random directions.
public func slicedWassersteinDistance(_ left: Tensor, _ right: Tensor, directions: Int = 128, order: Double = 2) -> Double {
  let name = "slicedWassersteinDistance"
  let left = Points(left, for: name, as: "left samples")
  let right = Points(right, for: name, as: "right samples")
  left.requireDimension(of: right, for: name)
  require(directions > 0, "\(name): \(directions) directions; at least 1 is needed")
  require(order >= 1 && order.isFinite, "\(name): the order is at least 1, not \(order)")
  let units = unitVectors(directions, left.dimension)
  let (leftSlices, rightSlices) = (matmul(units, left.tensor.transposed()).doubles, matmul(units, right.tensor.transposed()).doubles)
  let costs = (0..<directions).map { direction in
    transportCost(
      leftSlices[direction * left.count..<(direction + 1) * left.count].sorted(),
      rightSlices[direction * right.count..<(direction + 1) * right.count].sorted(), order: order)
  }
  return root(costs.reduce(0, +) / Double(directions), order)
}

/// Directions drawn evenly from the sphere, shape [count, dimension]: normal numbers prefer no direction.
private func unitVectors(_ count: Int, _ dimension: Int) -> Tensor {
  var numbers = normal(count, dimension).doubles
  for start in stride(from: 0, to: numbers.count, by: dimension) {
    let length = numbers[start..<start + dimension].reduce(0) { $0 + $1 * $1 }.squareRoot()
    // The zero vector comes up once in many millions, and has no direction.
    if length == 0 { numbers[start] = 1 } else { for index in start..<start + dimension { numbers[index] /= length } }
  }
  return Tensor(shape: [count, dimension], doubles: numbers, dtype: .double)
}

/// W_p^p of two sorted lists. Each left number carries right.count grains and each right one left.count, so that no share is rounded.
private func transportCost(_ left: [Double], _ right: [Double], order: Double) -> Double {
  var (i, j) = (0, 0)
  var (leftGrains, rightGrains) = (right.count, left.count)
  var cost = 0.0
  while i < left.count {
    let grains = min(leftGrains, rightGrains)
    cost += Double(grains) * power(abs(left[i] - right[j]), order)
    leftGrains -= grains
    rightGrains -= grains
    if leftGrains == 0 { (i, leftGrains) = (i + 1, right.count) }
    if rightGrains == 0 { (j, rightGrains) = (j + 1, left.count) }
  }
  return cost / (Double(left.count) * Double(right.count))
}

private func power(_ distance: Double, _ order: Double) -> Double {
  order == 1 ? distance : order == 2 ? distance * distance : pow(distance, order)
}

private func root(_ cost: Double, _ order: Double) -> Double {
  order == 1 ? cost : order == 2 ? cost.squareRoot() : pow(cost, 1 / order)
}
