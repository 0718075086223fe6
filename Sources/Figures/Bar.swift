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
