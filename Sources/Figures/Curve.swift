/// A line through points, such as one loss over the steps of a training.
public struct Curve: Codable, Sendable, Equatable {
  /// What is drawn around a curve that stands for several runs.
  public enum Spread: Codable, Sendable, Equatable {
    /// From a lower to an upper value at each of the curve's positions.
    case band(lower: [Double], upper: [Double])
    /// The runs themselves, faint, each with a value at each of the curve's positions.
    case runs([[Double]])
  }

  public var name: String
  public var x: [Double]
  /// As many as `x`. Values that are not finite are left out of the picture, which says how many were; the line is broken there.
  public var y: [Double]
  /// The decay of an exponential moving average, in 0..<1. Above 0 the raw curve is drawn faint under the smoothed one.
  public var smoothing: Double
  /// What the curve is the middle of; `nil` for a curve that stands for itself.
  public var spread: Spread?

  /// - Precondition: `x.count == y.count`, `smoothing` is in 0..<1, and a spread has as many values as `x`.
  public init(_ name: String, x: [Double], y: [Double], smoothing: Double = 0, spread: Spread? = nil) {
    require(x.count == y.count, "Curve: x has \(x.count) values and y has \(y.count)")
    require(smoothing >= 0 && smoothing < 1, "Curve: the smoothing is \(smoothing); it has to be at least 0 and below 1")
    require(spread.map { $0.fits(x.count) } ?? true, "Curve: the spread has to have \(x.count) values like the curve")
    self.name = name
    self.x = x
    self.y = y
    self.smoothing = smoothing
    self.spread = spread
  }

  /// A curve over 0, 1, 2, ...
  public init(_ name: String, _ y: [Double], smoothing: Double = 0) {
    self.init(name, x: y.indices.map(Double.init), y: y, smoothing: smoothing)
  }

  /// `y` as it is drawn in front: smoothed, when the curve asks for it.
  public var smoothed: [Double] { smoothing > 0 ? exponentialMovingAverage(of: y, decay: smoothing) : y }
}

extension Curve.Spread {
  /// Whether there is a value for each of so many positions.
  func fits(_ count: Int) -> Bool {
    switch self {
    case .band(let lower, let upper): lower.count == count && upper.count == count
    case .runs(let runs): runs.allSatisfy { $0.count == count }
    }
  }
}
