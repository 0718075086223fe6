/// Products in which one of the three lengths is at most four, as at the ends of a network that makes points in the plane or
/// a single logit.
///
/// A general product packs its operands first, which costs more than such a product itself: with OpenBLAS 256x128x2 ran at 9 billion
/// operations a second on one core of a machine on which 256x128x128 ran at 80.
enum SlimProduct {
  /// The largest length that counts as slim.
  static let limit = 4

  static func isSlim(rows: Int, columns: Int, inner: Int, transposeA: Bool) -> Bool {
    inner <= limit || columns <= limit || (transposeA && rows <= limit)
  }

  /// c = op(a) op(b); the arguments are those of `Scalar.multiplyMatrices`.
  ///
  /// - Precondition: `isSlim` holds for the whole product (a part of it may have fewer rows).
  static func multiply<T: Scalar>(
    rows: Int, columns: Int, inner: Int,
    _ a: UnsafePointer<T>, _ aStride: Int, _ transposeA: Bool,
    _ b: UnsafePointer<T>, _ bStride: Int, _ transposeB: Bool,
    _ c: UnsafeMutablePointer<T>
  ) {
    let (aRow, aInner) = transposeA ? (1, aStride) : (aStride, 1)
    let (bInner, bColumn) = transposeB ? (1, bStride) : (bStride, 1)
    if inner <= limit {
      withCopy(b, lines: inner, bInner, length: columns, bColumn) { b in
        fewInner(rows, columns, inner, a, aRow, aInner, b, c)
      }
    } else if columns <= limit {
      withCopy(b, lines: columns, bColumn, length: inner, bInner) { b in
        transposeA ? fewColumnsOfLines(rows, columns, inner, a, aStride, b, c) : fewColumnsOfRows(rows, columns, inner, a, aStride, b, c)
      }
    } else {
      fewRows(rows, columns, inner, a, aStride, b, bInner, bColumn, c)
    }
  }

  /// `lines` lines of `length` numbers each, made contiguous.
  private static func withCopy<T: Scalar>(
    _ source: UnsafePointer<T>, lines: Int, _ lineStride: Int, length: Int, _ stride: Int, _ body: (UnsafePointer<T>) -> Void
  ) {
    if stride == 1 && lineStride == length { return body(source) }
    withScratchBuffer(of: T.self, capacity: lines * length) { copy in
      for line in 0..<lines {
        for i in 0..<length { copy[line * length + i] = source[line * lineStride + i * stride] }
      }
      body(UnsafePointer(copy.baseAddress!))
    }
  }

  /// Each row of c is a sum of at most four rows of b.
  private static func fewInner<T: Scalar>(
    _ rows: Int, _ columns: Int, _ inner: Int, _ a: UnsafePointer<T>, _ aRow: Int, _ aInner: Int, _ b: UnsafePointer<T>,
    _ c: UnsafeMutablePointer<T>
  ) {
    for row in 0..<rows {
      let target = c + row * columns
      let first = a[row * aRow]
      for i in 0..<columns { target[i] = first * b[i] }
      for k in 1..<max(1, inner) {
        let factor = a[row * aRow + k * aInner]
        let line = b + k * columns
        for i in 0..<columns { target[i] += factor * line[i] }
      }
    }
  }

  /// Each number of c is a scalar product of two contiguous lines.
  private static func fewColumnsOfRows<T: Scalar>(
    _ rows: Int, _ columns: Int, _ inner: Int, _ a: UnsafePointer<T>, _ aStride: Int, _ b: UnsafePointer<T>, _ c: UnsafeMutablePointer<T>
  ) {
    for row in 0..<rows {
      for column in 0..<columns { c[row * columns + column] = scalarProduct(a + row * aStride, b + column * inner, inner) }
    }
  }

  /// a comes line by line, each of which touches every row of c: the columns of c are summed in lines of their own.
  private static func fewColumnsOfLines<T: Scalar>(
    _ rows: Int, _ columns: Int, _ inner: Int, _ a: UnsafePointer<T>, _ aStride: Int, _ b: UnsafePointer<T>, _ c: UnsafeMutablePointer<T>
  ) {
    withScratchBuffer(of: T.self, capacity: rows) { buffer in
      let sums = buffer.baseAddress!
      for column in 0..<columns {
        for i in 0..<rows { sums[i] = 0 }
        for k in 0..<inner {
          let (factor, line) = (b[column * inner + k], a + k * aStride)
          for i in 0..<rows { sums[i] += factor * line[i] }
        }
        for i in 0..<rows { c[i * columns + column] = sums[i] }
      }
    }
  }

  /// At most four rows of c, each a sum of many rows of b.
  private static func fewRows<T: Scalar>(
    _ rows: Int, _ columns: Int, _ inner: Int, _ a: UnsafePointer<T>, _ aStride: Int,
    _ b: UnsafePointer<T>, _ bInner: Int, _ bColumn: Int, _ c: UnsafeMutablePointer<T>
  ) {
    for i in 0..<rows * columns { c[i] = 0 }
    for k in 0..<inner {
      let line = b + k * bInner
      for row in 0..<rows {
        let (factor, target) = (a[k * aStride + row], c + row * columns)
        if bColumn == 1 {
          for i in 0..<columns { target[i] += factor * line[i] }
        } else {
          for i in 0..<columns { target[i] += factor * line[i * bColumn] }
        }
      }
    }
  }

  static func scalarProduct<T: Scalar>(_ x: UnsafePointer<T>, _ y: UnsafePointer<T>, _ n: Int) -> T {
    var partial = SIMD16<T>(repeating: 0)
    let whole = n & ~15
    var index = 0
    while index < whole {
      partial +=
        UnsafeRawPointer(x + index).loadUnaligned(as: SIMD16<T>.self) * UnsafeRawPointer(y + index).loadUnaligned(as: SIMD16<T>.self)
      index += 16
    }
    var total = T.zero
    for lane in 0..<16 { total += partial[lane] }
    while index < n {
      total += x[index] * y[index]
      index += 1
    }
    return total
  }
}
