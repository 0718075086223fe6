/// Where a long piece of work stands.
public struct Progress: Sendable, Equatable {
  /// Steps that are finished.
  public var step: Int
  /// Steps that the whole work has.
  public var steps: Int
  /// Steps a second; 0 while it is not known.
  public var rate: Double
  /// Names and latest values, such as the losses, in the order in which they are shown.
  public var latest: [(name: String, value: Double)]

  public init(step: Int, steps: Int, rate: Double, latest: [(name: String, value: Double)] = []) {
    self.step = step
    self.steps = steps
    self.rate = rate
    self.latest = latest
  }

  public static func == (left: Progress, right: Progress) -> Bool {
    left.step == right.step && left.steps == right.steps && left.rate == right.rate
      && left.latest.elementsEqual(right.latest) { $0.name == $1.name && $0.value == $1.value }
  }

  /// Between 0 and 1.
  var fraction: Double { steps > 0 ? min(1, max(0, Double(step) / Double(steps))) : 1 }

  /// Seconds to the end at the present rate; `nil` while there is no rate.
  var remaining: Double? { rate > 0 ? Double(max(0, steps - step)) / rate : nil }
}
