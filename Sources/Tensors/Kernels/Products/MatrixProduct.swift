import COpenBLAS

/// The sizes of a product, how it is done and how it is cut into parts.
struct MatrixProduct {
  let rows: Int
  let columns: Int
  let inner: Int
  var transposeA = false
  var transposeB = false
  var epilogue = Epilogue.none

  /// Multiplications worth a part of their own: about 2.5 microseconds of one core in tiles, and likewise in slim products.
  /// Parts that are larger leave one thread waiting for the other's last one.
  private static let work = 1 << 18
  private static let slimWork = 1 << 14
  /// Numbers in a right matrix from which on OpenBLAS multiplies: it also cuts columns into blocks that stay in cache, which tiles of our own do not.
  /// With a million numbers the tiles were still ahead, 186 against 173 Gflop/s on two cores.
  private static let large = 1 << 22

  private var isSlim: Bool { inner > 0 && SlimProduct.isSlim(rows: rows, columns: columns, inner: inner, transposeA: transposeA) }
  private var isLarge: Bool { columns * inner >= Self.large }

  /// Rows of the result in one part.
  var grain: Int {
    if isLarge && !isSlim { return max(128, (rows + 7) / 8) }
    let parts = max(1, min(64, rows * columns * inner / (isSlim ? Self.slimWork : Self.work)))
    return ProductTile.wholeTiles(rows / parts)
  }

  /// All of op(a) op(b), and then the bias and the function behind it, on all threads.
  func run<T: Scalar>(
    _ a: UnsafeMutablePointer<T>, _ b: UnsafeMutablePointer<T>, _ bias: UnsafeMutablePointer<T>?, _ c: UnsafeMutablePointer<T>
  ) {
    guard rows > 0 && columns > 0 else { return }
    let right = right(b)
    inEqualParts(count: rows, grain: grain, unit: ProductTile.rows) { multiply($0, a, b, right, bias, c) }
  }

  /// What the tiles read of the right matrix; nil for a product that is not made of tiles.
  func right<T: Scalar>(_ b: UnsafeMutablePointer<T>) -> RightMatrix<T>? {
    if isSlim || isLarge { return nil }
    return transposeB
      ? RightMatrix(b, inner: inner, columns: columns, innerStride: 1, columnStride: inner) : .rows(b, inner: inner, columns: columns)
  }

  /// Some rows of the result, on this thread. Tiles and slim products give the same bits however the rows are cut; OpenBLAS does not promise that, and
  /// `grain` alone cuts for it.
  ///
  /// - Parameters:
  ///   - right: What `right(b)` gave.
  ///   - c: The whole result.
  func multiply<T: Scalar>(
    _ part: Range<Int>, _ a: UnsafeMutablePointer<T>, _ b: UnsafeMutablePointer<T>, _ right: RightMatrix<T>?,
    _ bias: UnsafeMutablePointer<T>?, _ c: UnsafeMutablePointer<T>
  ) {
    let target = c + part.lowerBound * columns
    let left = a + (transposeA ? part.lowerBound : part.lowerBound * inner)
    if let right {
      let left = ProductTile.Left(start: UnsafePointer(left), rowStride: transposeA ? 1 : inner, innerStride: transposeA ? rows : 1)
      right.multiply(rows: part.count, left: left, into: target, targetStride: columns)
    } else if isSlim {
      SlimProduct.multiply(
        rows: part.count, columns: columns, inner: inner, left, transposeA ? rows : inner, transposeA, b, transposeB ? inner : columns,
        transposeB, target)
    } else {
      _ = EngineThreads.blasIsSingleThreaded
      T.multiplyMatrices(
        rows: part.count, columns: columns, inner: inner, left, transposeA ? rows : inner, transposeA, b, transposeB ? inner : columns,
        transposeB, target, columns)
    }
    epilogue.apply(rows: part.count, columns: columns, bias, target, stride: columns)
  }
}
