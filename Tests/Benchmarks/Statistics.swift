/// Repeated measurements of one thing.
struct Measurements {
  let name: String
  /// Milliseconds a step, one for each round.
  var milliseconds: [Double] = []

  var median: Double {
    let sorted = milliseconds.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
  var least: Double { milliseconds.min() ?? .nan }
  var greatest: Double { milliseconds.max() ?? .nan }
}

/// Milliseconds that `body` takes once, on the average of `repetitions`.
func millisecondsPerRun(repetitions: Int, _ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  let elapsed = clock.measure { for _ in 0..<repetitions { body() } }.components
  return (Double(elapsed.seconds) * 1e3 + Double(elapsed.attoseconds) * 1e-15) / Double(repetitions)
}

extension Double {
  /// With three decimals, right-aligned in nine columns.
  var column: String {
    let rounded = (self * 1_000).rounded() / 1_000
    let text = isNaN ? "-" : String(rounded)
    return String(repeating: " ", count: Swift.max(0, 9 - text.count)) + text
  }
}
