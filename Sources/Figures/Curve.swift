/// A line through points, such as one loss over the steps of a training.
public struct Curve: Codable, Sendable, Equatable {
  public var name: String
  public var x: [Double]
  /// As many as `x`. Values that are not finite are left out of the picture, and it says how many were.
  public var y: [Double]
  /// The decay of an exponential moving average, in 0..<1. Above 0 the raw curve is drawn faint under the smoothed one.
  public var smoothing: Double

  /// - Precondition: `x.count == y.count` and `smoothing` is in 0..<1.
  public init(_ name: String, x: [Double], y: [Double], smoothing: Double = 0) {
    require(x.count == y.count, "Curve: x has \(x.count) values and y has \(y.count)")
    require(smoothing >= 0 && smoothing < 1, "Curve: the smoothing is \(smoothing); it has to be at least 0 and below 1")
    self.name = name
    self.x = x
    self.y = y
    self.smoothing = smoothing
  }

  /// A curve over 0, 1, 2, ...
  public init(_ name: String, _ y: [Double], smoothing: Double = 0) {
    self.init(name, x: y.indices.map(Double.init), y: y, smoothing: smoothing)
  }

  /// `y` as it is drawn in front: smoothed, when the curve asks for it.
  public var smoothed: [Double] { smoothing > 0 ? exponentialMovingAverage(of: y, decay: smoothing) : y }
}
