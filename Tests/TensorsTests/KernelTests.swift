import Foundation
import Tensors
import Testing

@Suite("Kernels")
struct KernelTests {
  /// Arguments over many magnitudes, zero and both infinities.
  static let arguments: [Double] =
    [0, .infinity, -.infinity, 88.7, 88.72, 88.8, -87, -87.3, -100, 1e-30, -1e-30, 1e-40, 3e38]
    + stride(from: -30.0, through: 30, by: 0.0371) + stride(from: -40.0, through: 38, by: 0.5).map { Foundation.pow(10, $0) }

  /// The largest error relative to the C library in double precision, where that is neither tiny nor infinite.
  private func largestError(_ function: (Tensor) -> Tensor, _ reference: (Double) -> Double, on arguments: [Double]) -> Double {
    let inputs = arguments.map { Double(Float($0)) }
    let results = function(Tensor(inputs)).doubles
    var worst = 0.0
    for (x, y) in zip(inputs, results) {
      let expected = Double(Float(reference(x)))
      if expected.isInfinite || abs(expected) < 1.2e-38 {
        if !(y == expected || abs(y - expected) < 1.3e-38) { return .infinity }
      } else {
        worst = max(worst, abs(y - expected) / abs(expected))
      }
    }
    return worst
  }

  @Test("exp, log, tanh, sigmoid and softplus are right to a few units in the last place, their limits included")
  func elementaryFunctions() {
    #expect(largestError(exp, Foundation.exp, on: Self.arguments) < 3e-7)
    #expect(largestError(log, Foundation.log, on: Self.arguments.filter { $0 >= 0 }) < 3e-7)
    #expect(largestError(tanh, Foundation.tanh, on: Self.arguments) < 3e-7)
    #expect(largestError(sigmoid, { 1 / (1 + Foundation.exp(-$0)) }, on: Self.arguments) < 5e-7)
    #expect(largestError(softplus, { max($0, 0) + log1p(Foundation.exp(-abs($0))) }, on: Self.arguments) < 5e-7)
  }

  @Test("elu and gelu are right to a few units in the last place; far out gelu is right to a few units of its own exponential")
  func activations() {
    #expect(largestError({ elu($0) }, { $0 > 0 ? $0 : expm1($0) }, on: Self.arguments) < 3e-7)
    #expect(largestError(gelu, { $0 * 0.5 * erfc(-$0 / 2.squareRoot()) }, on: Self.arguments.filter { $0 > -3 }) < 1e-6)
    #expect(largestError(gelu, { $0 * 0.5 * erfc(-$0 / 2.squareRoot()) }, on: Self.arguments.filter { (-9 ... -3).contains($0) }) < 1e-5)
  }

  @Test("NaN goes through every elementary function, and the logarithm of a negative number is NaN")
  func notANumber() {
    let nan = Tensor(.nan)
    for function in [exp, log, tanh, sigmoid, softplus, { elu($0) }, gelu] as [(Tensor) -> Tensor] { #expect(function(nan).scalar.isNaN) }
    #expect(log(Tensor(-1)).scalar.isNaN)
  }

  @Test("losses on extreme logits are finite, and so are their gradients", arguments: [-1e4, -100, 0, 100, 1e4])
  func extremeLogits(logit: Double) {
    let (value, slope) = valueAndGradient(at: Tensor([logit])) { softplus(-$0).mean() + softplus($0).mean() + logSigmoid($0).mean() }
    #expect(value.isFinite && slope.isFinite)
  }

  @Test(
    "products of all sizes and transpositions agree with the sum they stand for",
    arguments: [
      [1, 1, 1], [3, 5, 2], [17, 1, 33], [64, 128, 2], [130, 70, 129], [300, 3, 65], [256, 2, 40], [40, 256, 1], [2, 50, 40], [4, 33, 4],
      [3, 100, 128],
    ])
  func matrixProducts(sizes: [Int]) {
    let (rows, inner, columns) = (sizes[0], sizes[1], sizes[2])
    let a = GradientCheck.numbers([rows, inner]), b = GradientCheck.numbers([inner, columns], from: -1)
    let (x, y) = (a.doubles, b.doubles)
    let expected = (0..<rows * columns).map { position in
      (0..<inner).reduce(0) { $0 + x[position / columns * inner + $1] * y[$1 * columns + position % columns] }
    }
    let reference = Tensor(shape: [rows, columns], doubles: expected, dtype: .double)
    #expect(matmul(a, b).isClose(to: reference))
    #expect(matmul(a.transposed(), transposed: true, b, transposed: false).isClose(to: reference))
    #expect(matmul(a, transposed: false, b.transposed(), transposed: true).isClose(to: reference))
    #expect(matmul(a.transposed(), transposed: true, b.transposed(), transposed: true).isClose(to: reference))
    #expect(matmul(a.converted(to: .float), b.converted(to: .float)).isClose(to: reference, within: 1e-4))
  }

  @Test(
    "the tiles of processors with wide vectors and without give the same bits, and those are the sums",
    arguments: [[1, 1, 1], [6, 7, 16], [7, 300, 33], [20, 64, 48], [64, 513, 40], [13, 5, 8]])
  func tiles(sizes: [Int]) {
    let (rows, inner, columns) = (sizes[0], sizes[1], sizes[2])
    let (a, b) = withSeed(4) { (normal(rows, inner), normal(inner, columns)) }
    let (exactA, exactB) = (a.converted(to: .double), b.converted(to: .double))
    let (x, y) = (exactA.doubles, exactB.doubles)
    let sums = (0..<rows * columns).map { position in
      (0..<inner).reduce(0) { $0 + x[position / columns * inner + $1] * y[$1 * columns + position % columns] }
    }
    let reference = Tensor(shape: [rows, columns], doubles: sums, dtype: .double)
    let (wide, narrow) = (Kernels.tiledProduct(a, b, wideVectors: true), Kernels.tiledProduct(a, b, wideVectors: false))
    #expect(wide == narrow)
    #expect(narrow.converted(to: .double).isClose(to: reference, within: 1e-4))
    #expect(Kernels.tiledProduct(exactA, exactB, wideVectors: false).isClose(to: reference, within: 1e-12))
  }

  @Test("large products are as right as small ones, whichever way they are transposed, and the same on one thread and three")
  func largeProducts() {
    let (rows, inner, columns) = (300, 2_200, 2_000)
    let (a, b) = withSeed(3) { (normal(rows, inner), normal(inner, columns)) }
    let picked = [0, 1, 127, 128, 255, 299]
    let reference = matmul(a.gathered(rows: picked).converted(to: .double), b[0..., 0..<200].converted(to: .double))
    let before = EngineThreads.count
    defer { EngineThreads.count = before }
    var results: [Tensor] = []
    for threads in [1, 3] {
      EngineThreads.count = threads
      let products = [
        matmul(a, b), matmul(a.transposed(), transposed: true, b, transposed: false),
        matmul(a, transposed: false, b.transposed(), transposed: true),
      ]
      for product in products { #expect(product.gathered(rows: picked)[0..., 0..<200].isClose(to: reference, within: 1e-3)) }
      results.append(products[0])
    }
    #expect(results[0] == results[1])
  }

  @Test("a product without inner numbers is zero")
  func emptyProduct() {
    #expect(matmul(Tensor(zeros: [2, 0]), Tensor(zeros: [0, 3])) == Tensor(zeros: [2, 3]))
  }

  @Test("a sum of a hundred thousand numbers is right to a millionth, however the rounding leans")
  func longSums() {
    #expect(abs(Tensor(repeating: 0.1, shape: [100_000]).sum().scalar - 10_000) < 0.01)
    #expect(abs(Tensor(repeating: 0.1, shape: [100_000, 3]).mean(axis: 0)[1].scalar - 0.1) < 1e-4)
  }
}
