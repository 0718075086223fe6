/// A line through points, such as one loss over the steps of a training.
public struct Curve: Codable, Sendable, Equatable {
  public var name: String
  public var x: [Double]
  /// As many as `x`. Values that are not finite are left out of the picture, and it says how many were.
  public var y: [Double]
  /// The decay of an exponential moving average, in 0..<1. Above 0 the raw curve is drawn faint under the smoothed one.
  public var smoothing: Double

  public init(_ name: String, x: [Double], y: [Double], smoothing: Double = 0) {
    precondition(x.count == y.count, "Curve: x has \(x.count) values and y has \(y.count)")
    self.name = name
    self.x = x
    self.y = y
    self.smoothing = smoothing
  }

  /// A curve over 0, 1, 2, ...
  public init(_ name: String, _ y: [Double], smoothing: Double = 0) {
    self.init(name, x: y.indices.map(Double.init), y: y, smoothing: smoothing)
  }
}

/// Positions in the plane, such as samples of a mixture.
public struct PointSet: Codable, Sendable, Equatable {
  /// What the points are, which decides how they are drawn: data faint and below, samples in front, centres as crosses.
  public enum Role: String, Codable, Sendable { case data, samples, centres }

  public var name: String
  public var role: Role
  public var x: [Double]
  public var y: [Double]

  public init(_ name: String, role: Role = .samples, x: [Double], y: [Double]) {
    precondition(x.count == y.count, "PointSet: x has \(x.count) values and y has \(y.count)")
    self.name = name
    self.role = role
    self.x = x
    self.y = y
  }
}

/// A named height, such as the count of one class.
public struct Bar: Codable, Sendable, Equatable {
  public var name: String
  public var value: Double
  /// Half the length of the error bar; 0 for none.
  public var deviation: Double

  public init(_ name: String, _ value: Double, deviation: Double = 0) {
    self.name = name
    self.value = value
    self.deviation = deviation
  }
}
