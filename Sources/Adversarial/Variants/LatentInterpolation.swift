import Glibc
import Tensors

/// Points on the straight line between two latents: right for uniform ones and for styles.
///
///     (1 - t) a + t b
///
/// In many dimensions the middle of two draws from N(0, I) is shorter than any draw is: use `sphericalInterpolation` there.
///
/// - Parameters:
///   - a: At t = 0; any shape.
///   - b: At t = 1; the same shape.
///   - positions: The values of t.
/// - Returns: Shape [positions.count, ...].
/// - Precondition: Equal shapes.
public func linearInterpolation(from a: Tensor, to b: Tensor, at positions: [Double]) -> Tensor {
  requireSameShape(a, b, named: "linearInterpolation")
  return stackedCombinations(a, b, weights: positions.map { (1 - $0, $0) })
}

/// Points on the great arc between two latents, whose length goes from the one's to the other's as a draw from N(0, I) would have it.
///
///     sin((1 - t) omega) / sin(omega) a + sin(t omega) / sin(omega) b,   omega the angle between a and b
///
/// - Parameters:
///   - a: At t = 0; any shape, taken as one vector.
///   - b: At t = 1; the same shape.
///   - positions: The values of t.
/// - Returns: Shape [positions.count, ...].
/// - Precondition: Equal shapes; neither is 0, and they do not point in opposite directions, where no arc is the shortest.
/// - Source: Shoemake 1985, doi:10.1145/325334.325242; for latents: White 2016, arXiv:1609.04468.
/// - Deviation: none; for parallel latents it is the straight line, its limit.
public func sphericalInterpolation(from a: Tensor, to b: Tensor, at positions: [Double]) -> Tensor {
  requireSameShape(a, b, named: "sphericalInterpolation")
  let (x, y) = (a.doubles, b.doubles)
  let lengths = (dot(x, x).squareRoot(), dot(y, y).squareRoot())
  require(lengths.0 > 0 && lengths.1 > 0, "sphericalInterpolation: a latent of zeros has no direction")
  // The angle by half chords is exact for small angles, where the arc cosine is not.
  let (u, v) = (x.map { $0 / lengths.0 }, y.map { $0 / lengths.1 })
  let (difference, sum) = (zip(u, v).map { $0 - $1 }, zip(u, v).map { $0 + $1 })
  let omega = 2 * atan2(dot(difference, difference).squareRoot(), dot(sum, sum).squareRoot())
  if omega < 1e-7 { return linearInterpolation(from: a, to: b, at: positions) }
  require(omega < Double.pi - 1e-6, "sphericalInterpolation: the latents point in opposite directions; no arc between them is the shortest")
  return stackedCombinations(a, b, weights: positions.map { (sin((1 - $0) * omega) / sin(omega), sin($0 * omega) / sin(omega)) })
}

private func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }

private func stackedCombinations(_ a: Tensor, _ b: Tensor, weights: [(Double, Double)]) -> Tensor {
  require(!weights.isEmpty, "interpolation: no positions were given")
  return concatenate(weights.map { (a * $0.0 + b * $0.1).reshaped(to: [1] + a.shape) })
}
