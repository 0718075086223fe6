import Adversarial
import Foundation
import Tensors
import Testing

@Suite("MMD with Gaussian kernels")
struct SquaredMMDTests {
  @Test("three points against two are worked out by hand, both ways and for two bandwidths")
  func handValues() {
    let (x, y) = (Tensor([[0], [1], [3]], dtype: .double), Tensor([[1], [2]], dtype: .double))
    func k(_ distance: Double, _ s: Double) -> Double { exp(-distance * distance / (2 * s * s)) }
    func expected(_ s: Double, biased: Bool) -> Double {
      let (xx, yy) = (2 * (k(1, s) + k(3, s) + k(2, s)), 2 * k(1, s))
      let cross = (k(1, s) + k(2, s) + k(0, s) + k(1, s) + k(2, s) + k(1, s)) / 6
      return (biased ? (xx + 3) / 9 + (yy + 2) / 4 : xx / 6 + yy / 2) - 2 * cross
    }
    #expect(abs(squaredMMD(x, y, bandwidths: [1.5], estimate: .biased) - expected(1.5, biased: true)) < 1e-14)
    #expect(abs(squaredMMD(x, y, bandwidths: [1.5]) - expected(1.5, biased: false)) < 1e-14)
    let mixture = (expected(0.5, biased: false) + expected(2, biased: false)) / 2
    #expect(abs(squaredMMD(x, y, bandwidths: [0.5, 2]) - mixture) < 1e-14)
  }

  @Test("between Gaussians it is the closed form, within five standard errors over blocks")
  func closedForm() {
    // E k(x, y) = s / sqrt(s² + 2) exp(-shift² / (2 (s² + 2))) for unit variances on the line.
    let (s, shift) = (0.8, 0.7)
    func meanKernel(_ shift: Double) -> Double { s / (s * s + 2).squareRoot() * exp(-shift * shift / (2 * (s * s + 2))) }
    let blocks = withSeed(1) {
      Estimate(over: (0..<20).map { _ in squaredMMD(normal(200, 1), normal(150, 1) + shift, bandwidths: [s]) })
    }
    let expected = 2 * meanKernel(0) - 2 * meanKernel(shift)
    #expect(abs(blocks.mean - expected) < 5 * blocks.standardError)
  }

  @Test("the unbiased estimate is 0 on average for one distribution, and the biased one is above 0")
  func biases() {
    let (unbiased, biased) = withSeed(2) {
      let pairs = (0..<40).map { _ in (normal(50, 3), normal(50, 3)) }
      return (
        pairs.map { squaredMMD($0.0, $0.1, bandwidths: [2]) }, pairs.map { squaredMMD($0.0, $0.1, bandwidths: [2], estimate: .biased) }
      )
    }
    let estimate = Estimate(over: unbiased)
    #expect(abs(estimate.mean) < 4 * estimate.standardError)
    #expect(unbiased.contains { $0 < 0 } && biased.allSatisfy { $0 > 0 })
  }

  @Test("equal sets are at 0 by the biased estimate, and the order of samples does not matter")
  func identity() {
    let (x, y) = withSeed(3) { (normal(100, 4), normal(80, 4) * 2) }
    #expect(abs(squaredMMD(x, x, estimate: .biased)) < 1e-14)
    let shuffled = x.gathered(rows: withSeed(4) { permutation(100) })
    #expect(abs(squaredMMD(x, y) - squaredMMD(shuffled, y)) < 1e-12)
    #expect(abs(squaredMMD(x, y) - squaredMMD(y, x)) < 1e-12)
  }

  @Test("without a bandwidth it takes the median distance of all points")
  func median() {
    #expect(medianDistance(of: Tensor([[0], [1], [5]])) == 4)
    #expect(medianDistance(of: Tensor([[0, 0], [3, 4]])) == 5)
    #expect(medianDistance(of: Tensor([[0], [1], [3], [7]])) == 3.5)
    let (x, y) = withSeed(5) { (normal(60, 2), normal(40, 2) + 1) }
    #expect(squaredMMD(x, y) == squaredMMD(x, y, bandwidths: [medianDistance(of: concatenate([x, y]))]))
  }

  @Test("it sees what two moments do not: four corners against a blob")
  func beyondTwoMoments() {
    let corners = Tensor([[1, 1], [1, -1], [-1, 1], [-1, -1]]).gathered(rows: (0..<400).map { $0 % 4 })
    let (blob, other) = withSeed(6) { (normal(400, 2), normal(400, 2)) }
    #expect(squaredMMD(corners, blob, bandwidths: [0.5]) > 50 * abs(squaredMMD(other, blob, bandwidths: [0.5])))
  }
}
