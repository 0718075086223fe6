import Adversarial
import Foundation
import Tensors
import Testing

@Suite("Eigenvalues of symmetric matrices")
struct SymmetricEigenTests {
  private func largestDifference(_ left: Tensor, _ right: Tensor) -> Double { abs(left - right).max().scalar }

  @Test("a 2x2 matrix is worked out by hand")
  func handValue() {
    let eigen = SymmetricEigen(Tensor([[2, 1], [1, 2]], dtype: .double))
    #expect(zip(eigen.values, [3, 1]).allSatisfy { abs($0 - $1) < 1e-15 })
    let first = eigen.vectors[0].doubles
    #expect(abs(abs(first[0]) - 0.5.squareRoot()) < 1e-15 && abs(first[0] - first[1]) < 1e-15)
  }

  @Test("the second difference has the eigenvalues 2 - 2 cos(k pi / (n + 1))", arguments: [1, 2, 7, 40])
  func secondDifference(size: Int) {
    let rows = (0..<size).map { row in (0..<size).map { column -> Double in column == row ? 2 : abs(column - row) == 1 ? -1 : 0 } }
    let step = Double.pi / Double(size + 1)
    let expected = (1...size).map { (k: Int) -> Double in 2 - 2 * cos(Double(k) * step) }.sorted(by: >)
    #expect(zip(SymmetricEigen(Tensor(rows, dtype: .double)).values, expected).allSatisfy { abs($0 - $1) < 1e-13 })
  }

  @Test("the vectors are orthonormal and give the matrix back", arguments: [1, 3, 16, 65])
  func reconstruction(size: Int) {
    let half = withSeed(UInt64(size)) { normal(size, size) }.converted(to: .double)
    let matrix = half + half.transposed()
    let eigen = SymmetricEigen(matrix)
    #expect(eigen.values == eigen.values.sorted(by: >))
    let identity = Tensor(oneHot: Array(0..<size), classes: size).converted(to: .double)
    #expect(largestDifference(matmul(eigen.vectors, eigen.vectors.transposed()), identity) < 1e-13)
    #expect(largestDifference(eigen.matrix { $0 }, matrix) < 1e-12)
    #expect(largestDifference(eigen.matrix { $0 * $0 }, matmul(matrix, matrix)) < 1e-10)
  }

  @Test("tiny, huge, zero and equal eigenvalues come out to their own precision")
  func extremes() {
    #expect(SymmetricEigen(Tensor(zeros: [4, 4])).values == [0, 0, 0, 0])
    #expect(SymmetricEigen(Tensor([[1e-300, 0], [0, 1e300]], dtype: .double)).values == [1e300, 1e-300])
    let ones = SymmetricEigen(Tensor(ones: [5, 5], dtype: .double)).values
    #expect(abs(ones[0] - 5) < 1e-14 && ones[1...].allSatisfy { abs($0) < 1e-15 })
  }
}
