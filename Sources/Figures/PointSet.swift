/// Positions in the plane, such as samples of a mixture.
public struct PointSet: Codable, Sendable, Equatable {
  /// What the points are, which decides how they are drawn: data faint and below, samples in front, centres as crosses.
  public enum Role: String, Codable, Sendable { case data, samples, centres }

  public var name: String
  public var role: Role
  public var x: [Double]
  public var y: [Double]

  /// - Precondition: `x.count == y.count`.
  public init(_ name: String, role: Role = .samples, x: [Double], y: [Double]) {
    require(x.count == y.count, "PointSet: x has \(x.count) values and y has \(y.count)")
    self.name = name
    self.role = role
    self.x = x
    self.y = y
  }
}
