/// A fused function after a product, applied to each part of the result while it is in cache.
enum Epilogue {
  case none
  case leakyReLU(slope: Double)
  case hyperbolicTangent
  case sigmoid
}

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
    let product = MatrixProduct(rows: rows, columns: columns, inner: inner, transposeA: transposeA, transposeB: transposeB, epilogue: epilogue)
    dispatch(a.dtype) {
      product.run(a.storage.pointer(to: Float.self), b.storage.pointer(), bias?.storage.pointer(), result.storage.pointer())
    } double: {
      product.run(a.storage.pointer(to: Double.self), b.storage.pointer(), bias?.storage.pointer(), result.storage.pointer())
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

  /// Multiplications worth a part of their own: about 30 microseconds of one core.
  private static let work = 1 << 20

  /// Rows of the result in one part; a multiple of 16, so that the product's kernels see whole tiles.
  private var rowGrain: Int {
    let parts = max(1, min(16, rows * columns * inner / MatrixProduct.work))
    return (max(16, rows / parts) + 15) & ~15
  }

  func run<T: Scalar>(
    _ a: UnsafeMutablePointer<T>, _ b: UnsafeMutablePointer<T>, _ bias: UnsafeMutablePointer<T>?, _ c: UnsafeMutablePointer<T>
  ) {
    guard rows > 0 && columns > 0 else { return }
    _ = EngineThreads.blasIsSingleThreaded
    inParallel(count: rows, grain: rowGrain) { part in
      let target = c + part.lowerBound * columns
      multiply(part, a, b, target)
      finish(part.count, bias, target)
    }
  }

  private func multiply<T: Scalar>(_ part: Range<Int>, _ a: UnsafeMutablePointer<T>, _ b: UnsafeMutablePointer<T>, _ c: UnsafeMutablePointer<T>) {
    guard inner > 0 else { return c.update(repeating: 0, count: part.count * columns) }
    let aStride = transposeA ? rows : inner
    let bStride = transposeB ? inner : columns
    let first = a + (transposeA ? part.lowerBound : part.lowerBound * inner)
    if SlimProduct.isSlim(rows: rows, columns: columns, inner: inner, transposeA: transposeA) {
      SlimProduct.multiply(rows: part.count, columns: columns, inner: inner, first, aStride, transposeA, b, bStride, transposeB, c)
    } else {
      T.multiplyMatrices(rows: part.count, columns: columns, inner: inner, first, aStride, transposeA, b, bStride, transposeB, c, columns)
    }
  }

  private func finish<T: Scalar>(_ rowCount: Int, _ bias: UnsafeMutablePointer<T>?, _ c: UnsafeMutablePointer<T>) {
    switch epilogue {
    case .none: if let bias { apply(rowCount, bias, c) { $0 } }
    case .leakyReLU(let slope): let slope = T(slope); apply(rowCount, bias, c) { $0 > 0 ? $0 : $0 * slope }
    case .hyperbolicTangent: apply(rowCount, bias, c) { T.hyperbolicTangent($0) }
    case .sigmoid: apply(rowCount, bias, c) { T.sigmoid($0) }
    }
  }

  @inline(__always)
  private func apply<T: Scalar>(_ rowCount: Int, _ bias: UnsafeMutablePointer<T>?, _ c: UnsafeMutablePointer<T>, _ function: (T) -> T) {
    for row in 0..<rowCount {
      let r = c + row * columns
      if let bias {
        for i in 0..<columns { r[i] = function(r[i] + bias[i]) }
      } else {
        for i in 0..<columns { r[i] = function(r[i]) }
      }
    }
  }
}
