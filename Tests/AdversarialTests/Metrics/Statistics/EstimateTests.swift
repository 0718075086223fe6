import Adversarial
import Tensors
import Testing

@Suite("Estimates over seeds")
struct EstimateTests {
  @Test("mean, deviation and standard error are worked out by hand")
  func handValues() {
    let estimate = Estimate(over: [2, 4, 4, 4, 5, 5, 7, 9])
    #expect(estimate.mean == 5 && estimate.count == 8)
    #expect(abs(estimate.deviation - (32.0 / 7).squareRoot()) < 1e-15)
    #expect(abs(estimate.standardError - (32.0 / 56).squareRoot()) < 1e-15)
    #expect(Estimate(over: [3]).deviation == 0)
  }

  @Test(
    "intervals reach as far as Student's table says",
    arguments: [
      (2, 0.95, 12.706), (3, 0.95, 4.303), (4, 0.9, 2.353), (6, 0.99, 4.032), (11, 0.95, 2.228), (31, 0.95, 2.042), (1_001, 0.95, 1.962),
    ])
  func intervals(count: Int, confidence: Double, reach: Double) {
    let estimate = Estimate(over: (0..<count).map { Double($0 * $0 % 7) })
    let interval = estimate.interval(confidence: confidence)
    #expect(abs((interval.upperBound - estimate.mean) / estimate.standardError - reach) < 6e-4)
    #expect(abs((estimate.mean - interval.lowerBound) - (interval.upperBound - estimate.mean)) < 1e-9)
  }

  @Test("95 % intervals of five normal seeds hold the true mean in 95 % of experiments")
  func coverage() {
    let numbers = withSeed(1) { normal(4_000, 5) }.doubles
    let hits = (0..<4_000).count { Estimate(over: Array(numbers[$0 * 5..<$0 * 5 + 5])).interval().contains(0) }
    // Four standard errors of a share of 0.95.
    #expect(abs(Double(hits) / 4_000 - 0.95) < 0.014)
  }

  @Test("an estimate reads as mean and deviation to three digits")
  func description() {
    #expect("\(Estimate(over: [1, 2, 3]))" == "2.0 ± 1.0 (3 values)")
    #expect("\(Estimate(over: [0.012345]))" == "0.0123 ± 0.0 (1 value)")
  }
}
