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
      let packed = PackedMatrix<T>(
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

/// The sizes of a product and how it is cut into parts.
private struct MatrixProduct {
  let rows: Int
  let columns: Int
  let inner: Int
  let transposeA: Bool
  let transposeB: Bool
  let epilogue: Epilogue

  /// Multiplications worth a part of their own: about 2.5 microseconds of one core in tiles, and likewise in slim products.
  /// Parts that are larger leave one thread waiting for the other's last one.
  private static let work = 1 << 18
  private static let slimWork = 1 << 14
  /// Numbers in a right matrix from which on OpenBLAS multiplies: it also cuts columns into blocks that stay in cache, which tiles of our own do not.
  /// With a million numbers the tiles were still ahead, 186 against 173 Gflop/s on two cores.
  private static let large = 1 << 22

  /// Rows of the result in one part; whole tiles.
  private func rowGrain(work: Int) -> Int {
    let parts = max(1, min(64, rows * columns * inner / work))
    return (max(ProductTile.rows, rows / parts) + ProductTile.rows - 1) / ProductTile.rows * ProductTile.rows
  }

  func run<T: Scalar>(
    _ a: UnsafeMutablePointer<T>, _ b: UnsafeMutablePointer<T>, _ bias: UnsafeMutablePointer<T>?, _ c: UnsafeMutablePointer<T>
  ) {
    guard rows > 0 && columns > 0 else { return }
    if inner > 0 && SlimProduct.isSlim(rows: rows, columns: columns, inner: inner, transposeA: transposeA) {
      inParallel(count: rows, grain: rowGrain(work: Self.slimWork)) { part in
        let target = c + part.lowerBound * columns
        multiplySlim(part, a, b, target)
        epilogue.apply(rows: part.count, columns: columns, bias, target, stride: columns)
      }
    } else if columns * inner >= Self.large {
      _ = EngineThreads.blasIsSingleThreaded
      inParallel(count: rows, grain: max(128, (rows + 7) / 8)) { part in
        let target = c + part.lowerBound * columns
        T.multiplyMatrices(
          rows: part.count, columns: columns, inner: inner, a + (transposeA ? part.lowerBound : part.lowerBound * inner),
          transposeA ? rows : inner,
          transposeA, b, transposeB ? inner : columns, transposeB, target, columns)
        epilogue.apply(rows: part.count, columns: columns, bias, target, stride: columns)
      }
    } else {
      let packed = PackedMatrix(
        b, inner: inner, columns: columns, innerStride: transposeB ? 1 : columns, columnStride: transposeB ? inner : 1)
      let left = ProductTile.Left(start: UnsafePointer(a), rowStride: transposeA ? 1 : inner, innerStride: transposeA ? rows : 1)
      inParallel(count: rows, grain: rowGrain(work: Self.work)) { part in
        let target = c + part.lowerBound * columns
        packed.multiply(rows: part.count, left: left.moved(rows: part.lowerBound, inner: 0), into: target, targetStride: columns)
        epilogue.apply(rows: part.count, columns: columns, bias, target, stride: columns)
      }
    }
  }

  private func multiplySlim<T: Scalar>(
    _ part: Range<Int>, _ a: UnsafeMutablePointer<T>, _ b: UnsafeMutablePointer<T>, _ c: UnsafeMutablePointer<T>
  ) {
    SlimProduct.multiply(
      rows: part.count, columns: columns, inner: inner, a + (transposeA ? part.lowerBound : part.lowerBound * inner),
      transposeA ? rows : inner,
      transposeA, b, transposeB ? inner : columns, transposeB, c)
  }
}
