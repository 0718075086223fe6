/// The label, range and scale of an axis.
public struct Axis: Codable, Sendable, Equatable {
  public var label: String
  /// Lower and upper end; `nil` fits the data.
  public var range: ClosedRange<Double>?
  /// Equal ratios take equal lengths. Values that are not positive are left out, and the picture says how many were.
  public var logarithmic: Bool

  public init(_ label: String = "", range: ClosedRange<Double>? = nil, logarithmic: Bool = false) {
    self.label = label
    self.range = range
    self.logarithmic = logarithmic
  }
}
