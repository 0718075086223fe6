/// Arrows in the plane: where a point would be drawn to, such as the two players of a game.
///
/// The picture scales all arrows alike, so that the longest one is about as long as two of them lie apart: longer arrows are faster motion.
public struct VectorField: Codable, Sendable, Equatable {
  /// Where each arrow begins.
  public var x: [Double]
  public var y: [Double]
  /// How far each arrow goes to the right and upwards, as many as `x`.
  public var alongX: [Double]
  public var alongY: [Double]

  /// - Precondition: All four have as many values.
  public init(x: [Double], y: [Double], alongX: [Double], alongY: [Double]) {
    require(
      x.count == y.count && x.count == alongX.count && x.count == alongY.count,
      "VectorField: x has \(x.count) values, y \(y.count), alongX \(alongX.count) and alongY \(alongY.count)")
    self.x = x
    self.y = y
    self.alongX = alongX
    self.alongY = alongY
  }

  /// The length of each arrow.
  public var speeds: [Double] { zip(alongX, alongY).map { ($0 * $0 + $1 * $1).squareRoot() } }
}
