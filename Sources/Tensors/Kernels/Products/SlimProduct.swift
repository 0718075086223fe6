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

  /// Each row of c is a sum of at most four rows of b, which stay in registers, sixteen columns at a time.
  private static func fewInner<T: Scalar>(
    _ rows: Int, _ columns: Int, _ inner: Int, _ a: UnsafePointer<T>, _ aRow: Int, _ aInner: Int, _ b: UnsafePointer<T>,
    _ c: UnsafeMutablePointer<T>
  ) {
    let whole = columns & ~15
    switch inner {
    case 1: combine(Count<1>(), rows, whole, a, aRow, aInner, b, c, columns)
    case 2: combine(Count<2>(), rows, whole, a, aRow, aInner, b, c, columns)
    case 3: combine(Count<3>(), rows, whole, a, aRow, aInner, b, c, columns)
    default: combine(Count<4>(), rows, whole, a, aRow, aInner, b, c, columns)
    }
    if whole == columns { return }
    for row in 0..<rows {
      let (target, factors) = (c + row &* columns, a + row &* aRow)
      for i in whole..<columns { target[i] = factors[0] * b[i] }
      for k in 1..<max(1, inner) {
        let (factor, line) = (factors[k &* aInner], b + k &* columns)
        for i in whole..<columns { target[i] += factor * line[i] }
      }
    }
  }

  /// A number that the compiler knows.
  private struct Count<let value: Int> {}

  @inline(__always)
  private static func combine<T: Scalar, let inner: Int>(
    _: Count<inner>, _ rows: Int, _ whole: Int, _ a: UnsafePointer<T>, _ aRow: Int, _ aInner: Int, _ b: UnsafePointer<T>,
    _ c: UnsafeMutablePointer<T>, _ columns: Int
  ) {
    for column in Swift.stride(from: 0, to: whole, by: 16) {
      var lines = InlineArray<inner, SIMD16<T>>(repeating: .zero)
      for k in 0..<inner { lines[unchecked: k] = ProductTile.load(b + k &* columns + column) }
      var (factors, target) = (a, c + column)
      for _ in 0..<rows {
        var sum = lines[unchecked: 0] * factors[0]
        for k in 1..<max(1, inner) { sum += lines[unchecked: k] * factors[k &* aInner] }
        ProductTile.store(sum, target)
        factors += aRow
        target += columns
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
    if columns == 1 { return sumLines(1, a, aStride, inner, factors: b, inner, 1, to: c, rows, rows) }
    withScratchBuffer(of: T.self, capacity: columns * rows) { buffer in
      let sums = buffer.baseAddress!
      sumLines(columns, a, aStride, inner, factors: b, inner, 1, to: sums, rows, rows)
      for column in 0..<columns {
        for i in 0..<rows { c[i * columns + column] = sums[column * rows + i] }
      }
    }
  }

  /// At most four rows of c, each a sum of many rows of b.
  private static func fewRows<T: Scalar>(
    _ rows: Int, _ columns: Int, _ inner: Int, _ a: UnsafePointer<T>, _ aStride: Int,
    _ b: UnsafePointer<T>, _ bInner: Int, _ bColumn: Int, _ c: UnsafeMutablePointer<T>
  ) {
    if bColumn == 1 { return sumLines(rows, b, bInner, inner, factors: a, 1, aStride, to: c, columns, columns) }
    for i in 0..<rows * columns { c[i] = 0 }
    for k in 0..<inner {
      let line = b + k * bInner
      for row in 0..<rows {
        let (factor, target) = (a[k * aStride + row], c + row * columns)
        for i in 0..<columns { target[i] += factor * line[i * bColumn] }
      }
    }
  }

  /// At most four sums of the same `count` lines of `length` numbers, each with factors of its own; the sums stay in registers.
  ///
  /// - Parameters:
  ///   - factors: That of sum s and line k is `factors[s * factorStride + k * factorInner]`.
  ///   - target: Sum s begins at `target + s * targetStride`.
  private static func sumLines<T: Scalar>(
    _ sums: Int, _ lines: UnsafePointer<T>, _ lineStride: Int, _ count: Int,
    factors: UnsafePointer<T>, _ factorStride: Int, _ factorInner: Int,
    to target: UnsafeMutablePointer<T>, _ targetStride: Int, _ length: Int
  ) {
    for sum in 0..<sums {
      let (own, target) = (factors + sum &* factorStride, target + sum &* targetStride)
      let (four, whole) = (length & ~63, length & ~15)
      for i in Swift.stride(from: 0, to: four, by: 64) {
        sumVectors(Count<4>(), lines + i, lineStride, count, own, factorInner, target + i)
      }
      for i in Swift.stride(from: four, to: whole, by: 16) {
        sumVectors(Count<1>(), lines + i, lineStride, count, own, factorInner, target + i)
      }
      for i in whole..<length { target[i] = 0 }
      if whole == length { continue }
      for k in 0..<count {
        let (factor, line) = (own[k &* factorInner], lines + k &* lineStride)
        for i in whole..<length { target[i] += factor * line[i] }
      }
    }
  }

  @inline(__always)
  private static func sumVectors<T: Scalar, let vectors: Int>(
    _: Count<vectors>, _ lines: UnsafePointer<T>, _ lineStride: Int, _ count: Int, _ factors: UnsafePointer<T>, _ factorInner: Int,
    _ target: UnsafeMutablePointer<T>
  ) {
    var sums = InlineArray<vectors, SIMD16<T>>(repeating: .zero)
    var (line, factor) = (lines, factors)
    for _ in 0..<count {
      for vector in 0..<vectors { sums[unchecked: vector] += ProductTile.load(line + 16 &* vector) * factor[0] }
      line += lineStride
      factor += factorInner
    }
    for vector in 0..<vectors { ProductTile.store(sums[unchecked: vector], target + 16 &* vector) }
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
