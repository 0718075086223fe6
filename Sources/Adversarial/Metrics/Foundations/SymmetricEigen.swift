import Tensors

/// The eigenvalues and eigenvectors of a real symmetric matrix, by Jacobi's method.
///
///     matrix = sum over i of values[i] v_i v_iᵀ
///
/// A rotation in the plane of coordinates p and q makes the entry (p, q) zero and takes its square twice from the sum of squares off the
/// diagonal; sweeping over all planes, the matrix turns diagonal, in the end quadratically fast. With h = (a_qq - a_pp) / (2 a_pq) the
/// tangent of the angle is the smaller root of t² + 2 h t - 1 = 0, t = sign(h) / (abs(h) + sqrt(h² + 1)): at most 45 degrees.
/// The method is slow for thousands of rows and hard to beat in accuracy for the few dozen that features have.
///
/// - Source: Jacobi 1846, doi:10.1515/crll.1846.30.51; Golub and Van Loan 2013, "Matrix Computations", section 8.5.
public struct SymmetricEigen {
  /// The eigenvalues, the largest first.
  public let values: [Double]
  /// Row i is the unit eigenvector of `values[i]`; shape [n, n], in double precision.
  public let vectors: Tensor

  /// - Parameter matrix: Shape [n, n], n > 0; what lies above the diagonal counts.
  public init(_ matrix: Tensor) {
    require(
      matrix.rank == 2 && matrix.shape[0] == matrix.shape[1] && matrix.count > 0,
      "SymmetricEigen: a square matrix is needed, the shape is \(matrix.shape)")
    var rotation = JacobiRotation(finiteNumbers(of: matrix, for: "SymmetricEigen", as: "entries"), size: matrix.shape[0])
    rotation.diagonalise()
    let size = matrix.shape[0]
    let order = (0..<size).sorted { rotation.diagonal($0) > rotation.diagonal($1) }
    values = order.map(rotation.diagonal)
    vectors = Tensor(shape: [size, size], doubles: order.flatMap { rotation.vectors[$0 * size..<($0 + 1) * size] }, dtype: .double)
  }

  /// The symmetric matrix with the same eigenvectors and with `function` of the eigenvalues, shape [n, n].
  public func matrix(of function: (Double) -> Double) -> Tensor { matrix(values: values.map(function)) }

  /// The symmetric square root of a positive semidefinite matrix: the one such matrix whose square it is. Singular matrices have one too.
  var squareRoot: Tensor { matrix(values: nonnegativeValues.map { $0.squareRoot() }) }

  /// The eigenvalues of a matrix that cannot have negative ones: what is below the rounding of the largest is 0.
  ///
  /// Without this the root of a rounding error, 1e-8 for an error of 1e-16, would enter every sum of roots.
  var nonnegativeValues: [Double] {
    let rounding = Double(values.count) * Double.ulpOfOne * max(values[0], 0)
    return values.map { $0 > rounding ? $0 : 0 }
  }

  private func matrix(values: [Double]) -> Tensor {
    matmul(vectors.transposed(), vectors * Tensor(shape: [values.count, 1], doubles: values, dtype: .double))
  }
}

/// The matrix on its way to being diagonal, and the product of the rotations so far.
private struct JacobiRotation {
  private let size: Int
  private var entries: [Double]
  private(set) var vectors: [Double]

  init(_ entries: [Double], size: Int) {
    self.size = size
    self.entries = entries
    vectors = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      vectors[row * size + row] = 1
      for column in 0..<row { self.entries[row * size + column] = entries[column * size + row] }
    }
  }

  func diagonal(_ index: Int) -> Double { entries[index * size + index] }

  /// Sweeps until nothing off the diagonal counts beside the diagonal's rounding; about ten sweeps do it.
  mutating func diagonalise() {
    let norm = entries.reduce(0) { $0 + $1 * $1 }
    for _ in 0..<60 {
      var offDiagonal = 0.0
      for p in 0..<size { for q in p + 1..<size { offDiagonal += 2 * entries[p * size + q] * entries[p * size + q] } }
      if offDiagonal <= 1e-34 * norm { return }
      for p in 0..<size {
        for q in p + 1..<size where entries[p * size + q] != 0 { rotate(p, q) }
      }
    }
  }

  private mutating func rotate(_ p: Int, _ q: Int) {
    let h = (diagonal(q) - diagonal(p)) / (2 * entries[p * size + q])
    let tangent = (h < 0 ? -1 : 1) / (Swift.abs(h) + (h * h + 1).squareRoot())
    let cosine = 1 / (tangent * tangent + 1).squareRoot()
    let sine = tangent * cosine
    entries.withUnsafeMutableBufferPointer { a in
      for k in 0..<size {
        let (x, y) = (a[p * size + k], a[q * size + k])
        a[p * size + k] = cosine * x - sine * y
        a[q * size + k] = sine * x + cosine * y
      }
      for k in 0..<size {
        let (x, y) = (a[k * size + p], a[k * size + q])
        a[k * size + p] = cosine * x - sine * y
        a[k * size + q] = sine * x + cosine * y
      }
      // What the rotation makes zero is zero, rounding or not.
      a[p * size + q] = 0
      a[q * size + p] = 0
    }
    vectors.withUnsafeMutableBufferPointer { v in
      for k in 0..<size {
        let (x, y) = (v[p * size + k], v[q * size + k])
        v[p * size + k] = cosine * x - sine * y
        v[q * size + k] = sine * x + cosine * y
      }
    }
  }
}
