import Adversarial
import Tensors
import Testing

@Suite("BEGAN's balance")
struct BoundaryEquilibriumTests {
  private func error(_ value: Double) -> Tensor { Tensor(value, dtype: .double) }

  @Test("losses, controller and measure are worked out by hand")
  func handValues() {
    var balance = BoundaryEquilibrium(diversityRatio: 0.5, rate: 0.1, k: 0.2)
    #expect(abs(balance.discriminatorLoss(realError: error(0.8), fakeError: error(0.3)).scalar - 0.74) < 1e-12)
    #expect(balance.generatorLoss(fakeError: error(0.3)).scalar == 0.3)
    #expect(abs(balance.convergenceMeasure(realError: error(0.8), fakeError: error(0.3)) - 0.9) < 1e-12)
    #expect(abs(balance.convergenceMeasure(realError: error(0.8), fakeError: error(0.6)) - 1) < 1e-12)
    balance.update(realError: error(0.8), fakeError: error(0.3))
    #expect(abs(balance.k - 0.21) < 1e-12)
  }

  @Test("k starts at 0 and stays in 0...1")
  func limits() {
    var balance = BoundaryEquilibrium(rate: 0.3)
    #expect(balance.k == 0)
    balance.update(realError: error(0.1), fakeError: error(2))
    #expect(balance.k == 0)
    for _ in 0..<20 { balance.update(realError: error(2), fakeError: error(0.1)) }
    #expect(balance.k == 1)
  }

  @Test("k comes to rest where fakes cost gamma times what real samples cost", arguments: [0.3, 0.5, 0.7])
  func equilibrium(ratio: Double) {
    // A game in which fakes are reconstructed the worse the more D minds them: L(G(z)) = 0.1 + 0.6 k, L(x) = 0.8 + 0.1 k.
    var balance = BoundaryEquilibrium(diversityRatio: ratio, rate: 0.05)
    func errors() -> (real: Double, fake: Double) { (0.8 + 0.1 * balance.k, 0.1 + 0.6 * balance.k) }
    for _ in 0..<2_000 { balance.update(realError: error(errors().real), fakeError: error(errors().fake)) }
    #expect(abs(errors().fake / errors().real - ratio) < 1e-9)
    #expect(balance.k > 0 && balance.k < 1)
    #expect(abs(balance.convergenceMeasure(realError: error(errors().real), fakeError: error(errors().fake)) - errors().real) < 1e-9)
  }

  @Test("k weights the fakes' gradient in the discriminator's loss, with the opposite sign")
  func gradients() {
    let balance = BoundaryEquilibrium(k: 0.4)
    #expect(gradient(at: error(0.3)) { balance.discriminatorLoss(realError: error(0.8), fakeError: $0) }.scalar == -0.4)
  }
}
