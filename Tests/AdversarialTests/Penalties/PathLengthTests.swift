import Adversarial
import Foundation
import Tensors
import Testing

@Suite("Path length and lazy regularisation")
struct PathLengthTests {
  /// Q with k orthonormal columns in n rows, as a matrix [k, n] that multiplies rows from the right: a Gram-Schmidt of random rows.
  private func orthonormalRows(_ k: Int, _ n: Int) -> Tensor {
    var rows: [[Double]] = []
    for candidate in 0..<k {
      var row = withSeed(UInt64(candidate)) { normal(n) }.doubles
      for other in rows {
        let overlap = zip(row, other).reduce(0) { $0 + $1.0 * $1.1 }
        row = zip(row, other).map { $0 - overlap * $1 }
      }
      let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      rows.append(row.map { $0 / length })
    }
    return Tensor(rows, dtype: .double)
  }

  @Test("the mean length of w -> s Q w is s sqrt(2) Gamma((k + 1) / 2) / Gamma(k / 2)", arguments: [(1, 0.5), (2, 3.0), (5, 1.0)])
  func closedForm(k: Int, scale: Double) {
    let q = orthonormalRows(k, 7)
    let lengths = withSeed(1) { pathLengths(latents: Tensor(zeros: [20_000, k], dtype: .double)) { matmul($0, q) * scale } }
    let expected = scale * 2.0.squareRoot() * exp(lgamma(Double(k + 1) / 2) - lgamma(Double(k) / 2))
    let standardError = (lengths.variance().scalar / 20_000).squareRoot()
    #expect(abs(lengths.mean().scalar - expected) < 4 * standardError)
  }

  @Test("an image's extent is divided out: repeating pixels n times keeps lengths, and styles count by the root of their mean square")
  func normalisation() {
    let w = Tensor(zeros: [20_000, 2], dtype: .double)
    let vector = withSeed(1) { pathLengths(latents: w) { $0 }.mean().scalar }
    let image = withSeed(2) {
      pathLengths(latents: w) { $0.reshaped(to: [20_000, 1, 1, 2]).broadcast(to: [20_000, 3, 2, 2]).reshaped(to: [20_000, 3, 2, 2]) }.mean()
        .scalar
    }
    #expect(abs(image / vector - 1) < 0.03)
    let layered = withSeed(1) {
      pathLengths(latents: w.reshaped(to: [20_000, 1, 2]).broadcast(to: [20_000, 4, 2])) { $0.mean(axis: 1) * 4 }.mean().scalar
    }
    #expect(abs(layered / vector - 1) < 1e-9)
  }

  @Test("the penalty is weight times the mean squared distance from the moving average, which takes each batch in once")
  func movingAverage() {
    var regularizer = PathLengthRegularizer(penaltyWeight: 2, decay: 0.1, meanLength: 1)
    let w = Tensor(zeros: [3, 2], dtype: .double)
    let lengths = withSeed(7) { pathLengths(latents: w) { $0 * 5 } }
    let penalty = withSeed(7) { regularizer.penalty(latents: w) { $0 * 5 } }
    let mean = 1 + 0.1 * (lengths.mean().scalar - 1)
    #expect(abs(regularizer.meanLength - mean) < 1e-12)
    #expect(abs(penalty.scalar - 2 * lengths.doubles.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3) < 1e-9)
    var follower = PathLengthRegularizer()
    for step in 0..<2_000 { _ = withSeed(UInt64(step)) { follower.penalty(latents: Tensor(zeros: [8, 2])) { $0 * 5 } } }
    #expect(abs(follower.meanLength - 5 * 1.2533) < 0.3)
  }

  @Test("its gradient by the synthesis network's weights is that of central differences; the average is a constant")
  func gradients() {
    let critic = TestCritic(inputs: 2)
    let w = GradientAgreement.numbers([4, 2])
    func synthesis(_ w: Tensor, _ parameters: Tensor) -> Tensor {
      matmul(tanh(matmul(w, parameters[0..<6].reshaped(to: [2, 3]))), parameters[6..<9].reshaped(to: [3, 1])) * (w + 2)
    }
    let constant = { (parameters: Tensor) -> Tensor in
      withSeed(5) { square(pathLengths(latents: w) { synthesis($0, parameters) } - 0.9).mean() * 2 }
    }
    #expect(GradientAgreement.firstOrder(at: critic.parameters, of: constant) < GradientAgreement.tolerance)
    #expect(GradientAgreement.secondOrder(at: critic.parameters, of: constant) < GradientAgreement.tolerance * 10)
    var regularizer = PathLengthRegularizer(decay: 0, meanLength: 0.9)
    let slope = gradient(at: critic.parameters) { parameters in
      withSeed(5) { regularizer.penalty(latents: w) { synthesis($0, parameters) } }
    }
    #expect(slope.agrees(with: gradient(at: critic.parameters, of: constant)))
  }

  @Test("a generator without any dependence on its latents has a finite penalty and gradient")
  func flat() {
    var regularizer = PathLengthRegularizer(meanLength: 1)
    let slope = gradient(at: Tensor(zeros: [2, 2])) { scale in regularizer.penalty(latents: Tensor(ones: [3, 2])) { matmul($0, scale) } }
    #expect(slope.isFinite)
  }

  @Test("a lazy regulariser is due every k-th step, and Adam is adjusted by c = k / (k + 1)")
  func lazy() {
    let lazy = LazyRegularization(interval: 16)
    #expect((0..<40).filter(lazy.isDue) == [0, 16, 32])
    #expect(abs(lazy.ratio - 16.0 / 17) < 1e-15)
    #expect(abs(lazy.adjusted(learningRate: 2e-3) - 2e-3 * 16 / 17) < 1e-15)
    #expect(abs(lazy.adjusted(beta: 0.99) - pow(0.99, 16.0 / 17)) < 1e-15)
    #expect(lazy.adjusted(beta: 0) == 0)
    // k + 1 adjusted updates forget what k unadjusted ones do.
    #expect(abs(pow(lazy.adjusted(beta: 0.99), 17) - pow(0.99, 16)) < 1e-12)
  }
}
