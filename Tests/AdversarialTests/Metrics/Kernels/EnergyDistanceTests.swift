import Adversarial
import Tensors
import Testing

@Suite("The energy distance")
struct EnergyDistanceTests {
  @Test("on the line it is twice the integral of (F - G)²")
  func line() {
    // F - G is 1/2 on 0...1, 1/2 - 1/3 on 1...2, 1 - 1/3 on 2...4 and 1 - 2/3 on 4...7.
    let expected = 2 * (1.0 / 4 + 1.0 / 36 + 2 * 4.0 / 9 + 3 * 1.0 / 9)
    #expect(abs(energyDistance(Tensor([[0], [2]], dtype: .double), Tensor([[1], [4], [7]], dtype: .double)) - expected) < 1e-12)
  }

  @Test("equal sets are at 0, and two points at twice their distance")
  func identity() {
    let x = withSeed(1) { normal(50, 3) }
    #expect(energyDistance(x, x) < 1e-13)
    #expect(energyDistance(Tensor([[0, 0]]), Tensor([[3, 4]])) == 10)
  }
}
