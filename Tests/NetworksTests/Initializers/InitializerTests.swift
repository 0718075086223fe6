import Networks
import Tensors
import Testing

@Suite("Initializers")
struct InitializerTests {
  struct Case: Sendable {
    let name: String
    let initializer: Initializer
    /// What the variance should be with a fan in of 300 and a fan out of 200.
    let variance: Double
    /// The interval of uniform weights; nil for normal ones.
    let limit: Double?
  }

  static let cases: [Case] = [
    Case(name: "fan-in uniform", initializer: .fanInUniform, variance: 1.0 / 900, limit: (1.0 / 300).squareRoot()),
    Case(name: "normal", initializer: .normal(), variance: 4e-4, limit: nil),
    Case(name: "normal 0.3", initializer: .normal(deviation: 0.3), variance: 0.09, limit: nil),
    Case(name: "Glorot uniform", initializer: .glorotUniform, variance: 2.0 / 500, limit: (6.0 / 500).squareRoot()),
    Case(name: "Glorot normal, gain 3", initializer: .glorotNormal(gain: 3), variance: 9 * 2.0 / 500, limit: nil),
    Case(name: "He normal", initializer: .heNormal, variance: 2.0 / 300, limit: nil),
    Case(name: "He normal, slope 0.5", initializer: .heNormal(slope: 0.5), variance: 2 / (1.25 * 300), limit: nil),
    Case(name: "He uniform", initializer: .heUniform, variance: 2.0 / 300, limit: (6.0 / 300).squareRoot()),
  ]

  @Test("has its formula's mean, variance and interval", arguments: cases.indices)
  func moments(index: Int) {
    let one = Self.cases[index]
    let weights = withSeed(7) { one.initializer.weights([300, 200], fanIn: 300, fanOut: 200) }
    #expect(abs(weights.variance().scalar / one.variance - 1) < 0.03, "\(one.name)")
    #expect(abs(weights.mean().scalar) < 4 * (one.variance / 60_000).squareRoot(), "\(one.name)")
    let largest = abs(weights).max().scalar
    if let limit = one.limit {
      #expect(largest <= limit * 1.000_001 && largest > 0.999 * limit, "\(one.name)")
    } else {
      #expect(largest * largest > 9 * one.variance)
    }
  }

  @Test(
    "an orthogonal matrix's shorter side is orthonormal to rounding",
    arguments: [[5, 5], [3, 17], [40, 9], [128, 128], [1, 6], [200, 130]])
  func orthonormal(shape: [Int]) {
    let q = withSeed(3) { orthogonalMatrix(rows: shape[0], columns: shape[1]) }
    #expect(q.shape == shape && q.dtype == .double)
    let products = shape[0] < shape[1] ? matmul(q, q.transposed()) : matmul(q.transposed(), q)
    let count = min(shape[0], shape[1])
    let identity = Tensor(oneHot: Array(0..<count), classes: count).converted(to: .double)
    #expect(deviation(products, identity) < 1e-14)
  }

  @Test("random orthogonal matrices of order 1 are plus and minus one as often, and of order 2 have no preferred angle")
  func haar() {
    withSeed(11) {
      let signs = (0..<400).map { _ in orthogonalMatrix(rows: 1, columns: 1).scalar }
      #expect(signs.allSatisfy { abs(abs($0) - 1) < 1e-15 } && abs(signs.reduce(0, +)) < 60)
      // For an even distribution the first entry is a cosine of an even angle: mean 0, mean square 1/2, and the determinant has no preferred sign.
      let matrices = (0..<400).map { _ in orthogonalMatrix(rows: 2, columns: 2).doubles }
      #expect(abs(matrices.reduce(0) { $0 + $1[0] }) / 400 < 0.12)
      #expect(abs(matrices.reduce(0) { $0 + $1[0] * $1[0] } / 400 - 0.5) < 0.06)
      #expect(abs(matrices.reduce(0) { $0 + $1[0] * $1[3] - $1[1] * $1[2] }) < 60)
    }
  }

  @Test("orthogonal filters of a convolution are orthonormal columns, times the gain")
  func orthogonalFilters() {
    let layer = withSeed(5) { Conv2d(6, 10, kernel: 3, initializer: .orthogonal(gain: 2)) }
    let columns = layer.filter.reshaped(to: [54, 10])
    #expect(deviation(matmul(columns.transposed(), columns), Tensor(oneHot: Array(0..<10), classes: 10) * 4) < 1e-5)
  }

  @Test("biases begin at zero, except with fan-in uniform, and every layer takes an initializer")
  func layersTakeThem() {
    withSeed(1) {
      #expect(Dense(4, 3, initializer: .heNormal).bias == Tensor(zeros: [3]))
      #expect(Conv2d(4, 3, kernel: 3, initializer: .orthogonal).bias == Tensor(zeros: [3]))
      #expect(abs(Conv2d(4, 3, kernel: 3).bias!).max().scalar > 0)
      #expect(Conv2d(4, 3, kernel: 3, initializer: .zeros).filter == Tensor(zeros: [3, 3, 4, 3]))
      #expect(ConvTranspose2d(4, 3, kernel: 3, initializer: .zeros).filter == Tensor(zeros: [3, 3, 3, 4]))
      #expect(Conv1d(4, 3, kernel: 5, initializer: .zeros).filter == Tensor(zeros: [5, 4, 3]))
      #expect(MLP(2, 5, 1, initializer: .zeros).layers[0].weight == Tensor(zeros: [2, 5]))
      #expect(Embedding(4, 3, initializer: .zeros).weight == Tensor(zeros: [4, 3]))
      #expect(GRU(4, units: 3, initializer: .zeros).inputWeight == Tensor(zeros: [4, 9]))
      #expect(Dense(2, 2, initializer: Initializer { shape, _, _ in Tensor(ones: shape) }).weight == Tensor(ones: [2, 2]))
    }
  }

  @Test("a layer's default weights fill plus and minus one over the root of its fan in")
  func fans() {
    withSeed(2) {
      #expect(abs(abs(Conv2d(16, 32, kernel: 5).filter).max().scalar * 20 - 1) < 0.01)
      #expect(abs(abs(Conv2d(16, 32, kernel: 5, groups: 4).filter).max().scalar * 10 - 1) < 0.01)
      // One pixel of the result of stride 2 is summed of 16 inputs * 4 * 4 / 4.
      #expect(abs(abs(ConvTranspose2d(16, 32, kernel: 4, stride: 2).filter).max().scalar * 8 - 1) < 0.01)
      #expect(abs(abs(Conv1d(20, 32, kernel: 5).filter).max().scalar * 10 - 1) < 0.01)
    }
  }
}
