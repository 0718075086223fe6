import Adversarial
import Foundation
import Tensors
import Testing

@Suite("The Fréchet distance")
struct FrechetDistanceTests {
  private func gaussian(_ mean: [Double], _ covariance: [[Double]]) -> GaussianMoments {
    GaussianMoments(mean: mean, covariance: Tensor(covariance, dtype: .double))
  }

  /// An orthogonal matrix: the eigenvectors of a random symmetric one.
  private func rotation(_ size: Int, seed: UInt64) -> Tensor {
    let half = withSeed(seed) { normal(size, size) }.converted(to: .double)
    return SymmetricEigen(half + half.transposed()).vectors
  }

  @Test("on the line it is (difference of means)² + (difference of deviations)²")
  func line() {
    #expect(abs(frechetDistance(gaussian([1], [[4]]), gaussian([3], [[9]])) - 5) < 1e-12)
  }

  @Test("covariances that commute differ by the squared differences of their roots' eigenvalues")
  func commuting() {
    let turn = rotation(5, seed: 1)
    let (a, b): ([Double], [Double]) = ([4, 1, 9, 0, 0.25], [1, 1, 16, 2, 0])
    func covariance(_ values: [Double]) -> Tensor { matmul(turn.transposed(), turn * Tensor(values, dtype: .double).reshaped(to: [5, 1])) }
    let distance = frechetDistance(
      GaussianMoments(mean: [0, 1, 2, 3, 4], covariance: covariance(a)), GaussianMoments(mean: [1, 1, 2, 3, 2], covariance: covariance(b)))
    let expected = 5 + zip(a, b).reduce(0) { $0 + pow($1.0.squareRoot() - $1.1.squareRoot(), 2) }
    #expect(abs(distance - expected) < 1e-7)
  }

  @Test("in the plane the root's trace is sqrt(trace + 2 sqrt(det)), commuting or not")
  func plane() {
    // For a 2x2 matrix with eigenvalues a and b: (sqrt a + sqrt b)² = trace + 2 sqrt(det).
    let (s, c): ([[Double]], [[Double]]) = ([[2, 1], [1, 3]], [[5, -2], [-2, 1]])
    // Here trace(S C) = 9, det(S) det(C) = 5, and the traces are 5 and 6.
    let expected = 1 + 11 - 2 * (9 + 2 * 5.0.squareRoot()).squareRoot()
    #expect(abs(frechetDistance(gaussian([0, 0], s), gaussian([0, 1], c)) - expected) < 1e-12)
  }

  @Test("singular covariances have a distance: a line to a line across is the sum of their traces")
  func singular() {
    #expect(abs(frechetDistance(gaussian([0, 0], [[4, 0], [0, 0]]), gaussian([0, 0], [[0, 0], [0, 9]])) - 13) < 1e-12)
    #expect(frechetDistance(gaussian([2], [[0]]), gaussian([5], [[0]])) == 9)
    // Two lines that cross at 60 degrees: trace of the root is sqrt(a b) cos 60.
    let (half, root) = (0.5, 0.75.squareRoot())
    let tilted = gaussian([0, 0], [[9 * half * half, 9 * half * root], [9 * half * root, 9 * root * root]])
    #expect(abs(frechetDistance(gaussian([0, 0], [[4, 0], [0, 0]]), tilted) - (13 - 2 * 6 * half)) < 1e-9)
  }

  @Test("it is symmetric, 0 from a Gaussian to itself, and the same after a rotation of all samples")
  func invariances() {
    let (real, generated) = withSeed(3) { (normal(300, 8), normal(200, 8) * 1.5 + 0.3) }
    let (a, b) = (real.converted(to: .double), generated.converted(to: .double))
    let distance = frechetDistance(real: a, generated: b)
    #expect(distance > 1)
    #expect(abs(frechetDistance(real: b, generated: a) - distance) < 1e-10)
    #expect(frechetDistance(real: a, generated: a) < 1e-12)
    let turn = rotation(8, seed: 4)
    #expect(abs(frechetDistance(real: matmul(a, turn), generated: matmul(b, turn)) - distance) < 1e-10)
    let shuffled = a.gathered(rows: withSeed(5) { permutation(300) })
    #expect(abs(frechetDistance(real: shuffled, generated: b) - distance) < 1e-10)
  }

  @Test("a shift of samples far from the origin is measured exactly: nothing cancels")
  func farAway() {
    let samples = withSeed(6) { normal(500, 4) }.converted(to: .double) + 1e6
    let distance = frechetDistance(real: samples, generated: samples + Tensor([3, 0, 0, 4], dtype: .double))
    #expect(abs(distance - 25) < 1e-6)
  }

  @Test(
    "900 samples of one Gaussian are apart by 2 d / n + d (d + 1) / (2 n): 2.45 in 64 dimensions, 0.19 in 16",
    arguments: [(dimension: 64, bias: 2.45), (16, 0.187)])
  func bias(dimension: Int, bias: Double) {
    let distances = withSeed(7) { (0..<8).map { _ in frechetDistance(real: normal(900, dimension), generated: normal(900, dimension)) } }
    let mean = distances.reduce(0, +) / 8
    let expansion = Double(2 * dimension) / 900 + Double(dimension * (dimension + 1)) / 1800
    #expect(abs(expansion - bias) < 0.01)
    #expect(abs(mean / bias - 1) < 0.04, "measured \(mean)")
  }

  @Test("the excess is about 0 for more real samples, and the true distance for shifted ones")
  func excess() {
    let (real, heldOut, other) = withSeed(8) { (normal(900, 16), normal(900, 16), normal(900, 16)) }
    #expect(abs(excessFrechetDistance(of: other, real: real, heldOut: heldOut)) < 0.05)
    #expect(abs(excessFrechetDistance(of: other + 0.5, real: real, heldOut: heldOut) - 4) < 0.4)
    #expect(excessFrechetDistance(of: heldOut, real: real, heldOut: heldOut) == 0)
  }

  @Test("it is blind beyond two moments: corners of a square and a Gaussian of the same covariance are the same to it")
  func blindness() {
    let corners = Tensor([[1, 1], [1, -1], [-1, 1], [-1, -1]], dtype: .double).gathered(rows: (0..<4_000).map { $0 % 4 })
    let blob = withSeed(9) { normal(4_000, 2) }.converted(to: .double)
    #expect(frechetDistance(real: corners, generated: blob) < 0.01)
    // What looks at neighbours sees it at once.
    #expect(energyDistance(corners, blob) > 0.05)
  }
}
