extension Kernels {
  /// op(a) op(b), and then a bias row and an activation where they are given.
  ///
  /// - Parameters:
  ///   - a: [rows, inner], or [inner, rows] when `transposeA`.
  ///   - b: [inner, columns], or [columns, inner] when `transposeB`.
  ///   - bias: [columns].
  static func matrixProduct(
    _ a: Tensor, transposeA: Bool = false, _ b: Tensor, transposeB: Bool = false, bias: Tensor? = nil, epilogue: Epilogue = .none
  ) -> Tensor {
    let rows = transposeA ? a.shape[1] : a.shape[0]
    let inner = transposeA ? a.shape[0] : a.shape[1]
    let columns = transposeB ? b.shape[0] : b.shape[1]
    let result = Tensor(uninitialized: [rows, columns], dtype: a.dtype)
    let product = MatrixProduct(
      rows: rows, columns: columns, inner: inner, transposeA: transposeA, transposeB: transposeB, epilogue: epilogue)
    dispatch(a.dtype) {
      product.run(a.storage.pointer(to: Float.self), b.storage.pointer(), bias?.storage.pointer(), result.storage.pointer())
    } double: {
      product.run(a.storage.pointer(to: Double.self), b.storage.pointer(), bias?.storage.pointer(), result.storage.pointer())
    }
    return result
  }
}

extension Kernels {
  /// a b in the tiles of a processor with wide vectors, or of one without, whatever this processor is: so that one machine can test both.
  ///
  /// - Parameters:
  ///   - a: [rows, inner].
  ///   - b: [inner, columns].
  package static func tiledProduct(_ a: Tensor, _ b: Tensor, wideVectors: Bool) -> Tensor {
    let (rows, inner, columns) = (a.shape[0], a.shape[1], b.shape[1])
    let result = Tensor(uninitialized: [rows, columns], dtype: a.dtype)
    func run<T: Scalar>(_: T.Type) {
      let packed = RightMatrix<T>(
        b.storage.pointer(), inner: inner, columns: columns, innerStride: columns, columnStride: 1, tile: wideVectors ? .wide : .narrow)
      packed.multiply(
        rows: rows, left: .init(start: a.storage.pointer(), rowStride: inner, innerStride: 1), into: result.storage.pointer(),
        targetStride: columns)
    }
    dispatch(a.dtype) {
      run(Float.self)
    } double: {
      run(Double.self)
    }
    return result
  }
}
