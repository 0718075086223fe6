/// Milliseconds that `body` takes once: warm-up, then the median of repetitions, each about as long as the options say.
///
/// The peers' scripts measure by the same rule (`peer.py`).
func millisecondsPerCall(_ options: Options, _ body: () -> Void) -> Double {
  body()
  let clock = ContinuousClock()
  let (start, limit) = (clock.now, Duration.seconds(options.seconds / 2))
  var warm = 0
  while clock.now - start < limit || warm == 0 {
    body()
    warm += 1
  }
  let count = max(1, Int((Double(warm) * options.seconds * 1e3 / (clock.now - start).milliseconds).rounded()))
  return medianOf(
    (0..<options.repetitions).map { _ in clock.measure { for _ in 0..<count { body() } }.milliseconds / Double(count) })
}

func medianOf(_ values: [Double]) -> Double {
  let (sorted, middle) = (values.sorted(), values.count / 2)
  if values.isEmpty { return .nan }
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

extension Duration {
  var milliseconds: Double { Double(components.seconds) * 1e3 + Double(components.attoseconds) * 1e-15 }
}
