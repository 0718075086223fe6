import Adversarial
import Tensors
import Testing

@Suite("Diversity within classes")
struct WithinClassDeviationTests {
  @Test("each class's deviation is worked out by hand; a class of one sample has none")
  func handValues() {
    let samples = Tensor([[0, 0], [3, 4], [7, 7], [6, 8], [0, 0]], dtype: .double)
    let deviations = withinClassDeviation(of: samples, labels: [0, 0, 2, 0, 2], classes: 4)
    // Class 0: mean (3, 4), squared distances 25, 0, 25. Class 2: mean (3.5, 3.5), squared distances 24.5 twice.
    #expect(abs(deviations[0] - 5) < 1e-12 && abs(deviations[2] - 7) < 1e-12)
    #expect(deviations[1] == 0 && deviations[3] == 0)
  }

  @Test("it is sqrt(d) of a normal class, scales with the samples and does not see their mean")
  func normalClass() {
    let x = withSeed(1) { normal(4_000, 16) }
    let labels = [Int](repeating: 0, count: 4_000)
    let deviation = withinClassDeviation(of: x, labels: labels, classes: 1)[0]
    #expect(abs(deviation - 4) < 0.05)
    #expect(abs(withinClassDeviation(of: x * 3 + 5, labels: labels, classes: 1)[0] - 3 * deviation) < 1e-4)
  }
}
