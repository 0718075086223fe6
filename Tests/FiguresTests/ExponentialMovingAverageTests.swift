import Figures
import Testing

@Suite struct ExponentialMovingAverageTests {
  @Test("a constant series stays what it is from the first value on")
  func constant() {
    let smoothed = exponentialMovingAverage(of: Array(repeating: 3, count: 50), decay: 0.99)
    #expect(smoothed.allSatisfy { abs($0 - 3) < 1e-12 })
  }

  @Test("the average weighs the values by powers of the decay")
  func weights() {
    // Weights 1/4, 1/2 and 1 after halving twice: (1/4 * 1 + 1/2 * 3 + 1 * 5) / (7/4).
    let smoothed = exponentialMovingAverage(of: [1, 3, 5], decay: 0.5)
    #expect(zip(smoothed, [1, 7.0 / 3, 6.75 / 1.75]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("a value that is not finite stays in its place and leaves the average alone")
  func notFinite() {
    let smoothed = exponentialMovingAverage(of: [2, .nan, .infinity, 2], decay: 0.9)
    #expect(smoothed[1].isNaN && smoothed[2] == .infinity)
    #expect(abs(smoothed[3] - 2) < 1e-12)
  }

  @Test("without decay the series is returned unchanged")
  func identity() { #expect(exponentialMovingAverage(of: [1, -4, 9], decay: 0) == [1, -4, 9]) }
}
