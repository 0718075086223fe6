import Networks
import Testing

@Suite("Learning-rate schedules")
struct ScheduleTests {
  static let table: [(schedule: LearningRateSchedule, rates: [Int: Double])] = [
    (.constant(0.3), [0: 0.3, 1_000_000: 0.3]),
    (.linearDecay(2e-4, from: 100, to: 200), [0: 2e-4, 100: 2e-4, 150: 1e-4, 199: 2e-6, 200: 0, 5_000: 0]),
    (.linearDecay(1, from: 5, to: 5), [5: 1, 6: 0]),
    (.cosine(1, steps: 100), [0: 1, 25: 0.853_553_390_593_273_8, 50: 0.5, 100: 0, 101: 0]),
    (.cosine(1, steps: 10, minimum: 0.2), [0: 1, 5: 0.6, 10: 0.2, 99: 0.2]),
    (.exponential(1, factor: 0.25, every: 10), [0: 1, 5: 0.5, 10: 0.25, 20: 0.0625]),
    (.step(1, factor: 0.1, every: 30), [0: 1, 29: 1, 30: 0.1, 59: 0.1, 60: 0.01]),
    (.warmUp(steps: 4, then: .constant(2)), [0: 0.5, 1: 1, 3: 2, 4: 2, 100: 2]),
    (.warmUp(steps: 10, then: .linearDecay(1, from: 4, to: 8)), [0: 0.1, 4: 0.5, 6: 0.35, 8: 0]),
    (.warmUp(steps: 0, then: .constant(2)), [0: 2]),
  ]

  @Test("each takes the values of its formula", arguments: table.indices)
  func values(index: Int) {
    let (schedule, rates) = ScheduleTests.table[index]
    for (step, rate) in rates { #expect(abs(schedule(step) - rate) < 1e-12, "\(schedule) at \(step): \(schedule(step))") }
  }

  @Test("none rises or turns negative after a warm-up, at any step")
  func monotone() {
    for (schedule, _) in ScheduleTests.table {
      if case .warmUp = schedule { continue }
      let rates = (0..<400).map { schedule($0) }
      #expect(zip(rates, rates.dropFirst()).allSatisfy { $0 >= $1 && $1 >= 0 }, "\(schedule)")
    }
  }
}
