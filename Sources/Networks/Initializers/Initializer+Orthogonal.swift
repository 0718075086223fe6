import Tensors

extension Initializer {
  /// Weights whose columns, or rows if those are fewer, are perpendicular to each other and have length `gain`.
  ///
  /// The weights are seen as a matrix [everything else, last axis] and drawn evenly from all such matrices (by Haar's measure).
  ///
  /// - Source: Saxe et al. 2014, arXiv:1312.6120.
  /// - Deviation: convolution filters are flattened to such a matrix, as usual.
  public static func orthogonal(gain: Double) -> Initializer {
    Initializer { shape, _, _ in
      let columns = shape.last ?? 1
      let matrix = orthogonalMatrix(rows: shape.dropLast().reduce(1, *), columns: columns)
      return (matrix * gain).reshaped(to: shape).converted(to: .float)
    }
  }

  /// `orthogonal(gain: 1)`.
  public static let orthogonal = orthogonal(gain: 1)
}

/// A random matrix in double precision whose shorter side's vectors are orthonormal.
///
/// Gram and Schmidt's procedure on independent normal numbers, modified (each vector is freed from one earlier one after the other) and run
/// twice, which brings the products of different vectors down to rounding errors whatever the condition of the matrix
/// (Giraud et al. 2005, doi:10.1007/s00211-005-0615-4). The triangular factor's diagonal comes out positive, and with that
/// the result is distributed evenly (Mezzadri 2007, arXiv:math-ph/0609050).
///
/// - Returns: [rows, columns].
package func orthogonalMatrix(rows: Int, columns: Int) -> Tensor {
  let (count, length) = (min(rows, columns), max(rows, columns))
  var numbers = normal(shape: [count, length]).doubles
  numbers.withUnsafeMutableBufferPointer { buffer in
    guard let start = buffer.baseAddress else { return }
    for index in 0..<count { orthonormalize(start + index * length, against: start, count: index, length: length) }
  }
  let vectors = Tensor(shape: [count, length], doubles: numbers, dtype: .double)
  return rows < columns ? vectors : vectors.transposed()
}

private func orthonormalize(_ vector: UnsafeMutablePointer<Double>, against basis: UnsafeMutablePointer<Double>, count: Int, length: Int) {
  for _ in 0..<2 {
    for index in 0..<count {
      let other = basis + index * length
      let projection = dotProduct(vector, other, length)
      for i in 0..<length { vector[i] -= projection * other[i] }
    }
  }
  let scale = 1 / dotProduct(vector, vector, length).squareRoot()
  for i in 0..<length { vector[i] *= scale }
}

/// Eight partial sums, so that the additions do not wait for each other.
private func dotProduct(_ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ n: Int) -> Double {
  var partial = SIMD8<Double>(repeating: 0)
  let whole = n & ~7
  for index in stride(from: 0, to: whole, by: 8) {
    partial.addProduct(
      UnsafeRawPointer(x + index).loadUnaligned(as: SIMD8<Double>.self), UnsafeRawPointer(y + index).loadUnaligned(as: SIMD8<Double>.self))
  }
  return (whole..<n).reduce(partial.sum()) { $0 + x[$1] * y[$1] }
}
