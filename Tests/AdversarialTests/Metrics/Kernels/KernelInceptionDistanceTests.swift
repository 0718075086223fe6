import Adversarial
import Foundation
import Tensors
import Testing

@Suite("The kernel inception distance")
struct KernelInceptionDistanceTests {
  @Test("two points against two are worked out by hand")
  func handValue() {
    let distance = kernelInceptionDistance(
      real: Tensor([[1, 0], [0, 2]], dtype: .double), generated: Tensor([[1, 1], [2, 0]], dtype: .double))
    func k(_ product: Double) -> Double { pow(product / 2 + 1, 3) }
    // k over pairs of different points within each set, and over all pairs across.
    let expected = k(0) + k(2) - 2 * (k(1) + k(2) + k(2) + k(0)) / 4
    #expect(abs(distance.mean - expected) < 1e-12)
    #expect(distance.count == 1)
  }

  @Test("it has no bias where the Fréchet distance has one")
  func unbiased() {
    let (kernel, frechet) = withSeed(1) {
      let pairs = (0..<20).map { _ in (normal(100, 16), normal(100, 16)) }
      return (
        Estimate(over: pairs.map { kernelInceptionDistance(real: $0.0, generated: $0.1).mean }),
        Estimate(over: pairs.map { frechetDistance(real: $0.0, generated: $0.1) })
      )
    }
    #expect(abs(kernel.mean) < 4 * kernel.standardError)
    #expect(frechet.mean > 20 * frechet.standardError)
  }

  @Test("a shift of the mean is seen, in every block")
  func shift() {
    let distance = withSeed(2) { kernelInceptionDistance(real: normal(600, 16), generated: normal(500, 16) + 0.5, blockSize: 150) }
    #expect(distance.count == 4)
    #expect(distance.mean > 10 * distance.standardError)
  }

  @Test("blocks deal samples in turn, so that samples sorted by class are mixed")
  func dealing() {
    let sorted = Tensor(oneHot: (0..<200).map { $0 / 20 }, classes: 10) * 3
    let distance = kernelInceptionDistance(real: sorted, generated: sorted, blockSize: 50)
    #expect(distance.count == 4 && distance.deviation < 1e-12)
  }

  @Test("a set that is much smaller than the other still has pairs in every block")
  func unequal() {
    #expect(withSeed(3) { kernelInceptionDistance(real: normal(500, 2), generated: normal(5, 2), blockSize: 50) }.count == 2)
  }
}
