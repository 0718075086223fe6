import Adversarial
import Tensors
import Testing

@Suite("The bootstrap")
struct BootstrapTests {
  @Test("of many normal values it is the interval of theory")
  func normalValues() {
    let values = withSeed(1) { normal(400) }.doubles
    let estimate = Estimate(over: values)
    let interval = withSeed(2) { bootstrapInterval(of: values, resamples: 4_000) }
    #expect(abs(interval.lowerBound - estimate.interval().lowerBound) < 0.01)
    #expect(abs(interval.upperBound - estimate.interval().upperBound) < 0.01)
  }

  @Test("any statistic will do: a median's interval holds the median, and 60 % is shorter than 99 %")
  func median() {
    let values = withSeed(3) { normal(101) }.doubles.map { $0 * $0 }
    func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
    let (narrow, wide) = withSeed(4) {
      (
        bootstrapInterval(of: values, confidence: 0.6, statistic: median),
        bootstrapInterval(of: values, confidence: 0.99, statistic: median)
      )
    }
    #expect(narrow.contains(median(values)) && wide.lowerBound < narrow.lowerBound && narrow.upperBound < wide.upperBound)
  }

  @Test("the seed decides, and constant values have no width")
  func seeded() {
    let values = [1.0, 5, 2, 8, 4]
    #expect(withSeed(5) { bootstrapInterval(of: values) } == withSeed(5) { bootstrapInterval(of: values) })
    #expect(bootstrapInterval(of: [3, 3, 3]) == 3...3)
  }
}
