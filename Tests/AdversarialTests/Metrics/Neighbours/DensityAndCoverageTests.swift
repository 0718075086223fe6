import Adversarial
import Tensors
import Testing

@Suite("Density and coverage")
struct DensityAndCoverageTests {
  @Test("balls on a line are worked out by hand")
  func handValue() {
    // Real points 0, 1, 3 have the radii 3, 2, 3 for k = 2. The point 2 lies in three balls, 5 in one, 9 in none.
    let scores = DensityAndCoverage(real: Tensor([[0], [1], [3]]), generated: Tensor([[2], [5], [9]]), neighbours: 2)
    #expect(scores.density == 4.0 / 6)
    #expect(scores.coverage == 1)
  }

  @Test(
    "samples of one distribution have density 1 and the coverage of the closed form", arguments: [(n: 400, m: 400, k: 5), (300, 100, 3)])
  func closedForm(n: Int, m: Int, k: Int) {
    let scores = withSeed(1) { (0..<20).map { _ in DensityAndCoverage(real: normal(n, 3), generated: normal(m, 3), neighbours: k) } }
    let (density, coverage) = (Estimate(over: scores.map(\.density)), Estimate(over: scores.map(\.coverage)))
    let missed = (1...k).reduce(1.0) { $0 * Double(n - $1) / Double(n + m - $1) }
    #expect(abs(density.mean - 1) < 4 * density.standardError)
    #expect(abs(coverage.mean - (1 - missed)) < 4 * coverage.standardError)
  }

  @Test("collapse to one place among the data keeps its density and loses the coverage")
  func collapse() {
    let scores = withSeed(2) { DensityAndCoverage(real: normal(500, 2), generated: normal(500, 2) * 0.01) }
    #expect(scores.density > 0.5 && scores.coverage < 0.05)
  }
}
