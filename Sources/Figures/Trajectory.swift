/// A path through the plane, such as the parameters of a game from step to step. A ring marks its start and a disc its end.
///
///     Trajectory("alternating", x: orbit.map(\.theta), y: orbit.map(\.psi))
public struct Trajectory: Codable, Sendable, Equatable {
  public var name: String
  public var x: [Double]
  /// As many as `x`. Points that are not finite are left out.
  public var y: [Double]

  /// - Precondition: `x.count == y.count`.
  public init(_ name: String, x: [Double], y: [Double]) {
    require(x.count == y.count, "Trajectory: x has \(x.count) values and y has \(y.count)")
    self.name = name
    self.x = x
    self.y = y
  }
}
