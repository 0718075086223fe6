import COpenBLAS

/// The innermost loop of every product: a small tile of the result that stays in vector registers.
///
/// For each inner index it loads one line of the packed right matrix, and for each row of the tile multiplies that line with one number
/// of the left matrix. How many rows and vectors make the fastest tile depends on the registers: with 32 of 512 bits 8 rows of two
/// vectors keep 16 sums, with 16 of 256 bits 6 rows of one vector (two registers) keep 12. Each sum runs over the inner index in order, whatever the tile: the
/// same bits come out of every way to cut a product into tiles and threads.
enum ProductTile {
  /// Numbers in a vector.
  static let lanes = 16

  /// How large a tile is.
  struct Size {
    /// Vectors in a whole panel of the right matrix.
    let vectors: Int
    /// Rows in a whole tile.
    let rows: Int
    /// Columns in a whole panel.
    var columns: Int { vectors * lanes }

    /// For 32 registers of 512 bits.
    static let wide = Size(vectors: 2, rows: 8)
    /// For 16 registers of 256 bits.
    static let narrow = Size(vectors: 1, rows: 6)
  }

  /// The tile of this processor.
  static let native = ganbook_has_wide_vectors() != 0 ? Size.wide : .narrow
  /// Rows in a whole tile.
  static let rows = native.rows
  /// `count` rows, rounded up to whole tiles; at least one.
  static func wholeTiles(_ count: Int) -> Int { (max(rows, count) + rows - 1) / rows * rows }

  /// Where a tile reads the left matrix: the number in row r at inner index k is `start[r * rowStride + k * innerStride]`.
  struct Left<T: Scalar> {
    var start: UnsafePointer<T>
    let rowStride: Int
    let innerStride: Int

    @inline(__always)
    func moved(rows: Int, inner: Int) -> Left {
      Left(start: start + rows &* rowStride + inner &* innerStride, rowStride: rowStride, innerStride: innerStride)
    }
  }

  /// Where a tile reads one panel of the right matrix: its lines, `stride` apart.
  struct Right<T: Scalar> {
    let start: UnsafePointer<T>
    let stride: Int
  }

  /// Where a tile writes.
  struct Target<T: Scalar> {
    var start: UnsafeMutablePointer<T>
    let rowStride: Int
    /// Columns that exist; fewer than the tile's when the last panel is not whole.
    let columns: Int
    /// Whether the sums are added to what is there.
    let accumulates: Bool
  }

  /// The tiles of `rows` rows, at most a whole tile's, with one panel of `width` vectors.
  @inline(__always)
  static func run<T: Scalar>(rows: Int, width: Int, inner: Int, _ left: Left<T>, _ panel: Right<T>, _ target: Target<T>) {
    var (rows, left, target) = (rows, left, target)
    func advance(_ done: Int) {
      rows &-= done
      left.start += done &* left.rowStride
      target.start += done &* target.rowStride
    }
    if width == 2 {
      while rows >= 8 { two8(inner, left, panel, target); advance(8) }
      if rows >= 4 { two4(inner, left, panel, target); advance(4) }
      while rows >= 1 { two1(inner, left, panel, target); advance(1) }
    } else {
      while rows >= 6 { one6(inner, left, panel, target); advance(6) }
      if rows >= 3 { one3(inner, left, panel, target); advance(3) }
      while rows >= 1 { one1(inner, left, panel, target); advance(1) }
    }
  }

  @inline(never)
  private static func two8<T: Scalar>(_ k: Int, _ a: Left<T>, _ b: Right<T>, _ c: Target<T>) {
    tile(Rows<8>(), Vectors<2>(), k, a, b, c)
  }
  @inline(never)
  private static func two4<T: Scalar>(_ k: Int, _ a: Left<T>, _ b: Right<T>, _ c: Target<T>) {
    tile(Rows<4>(), Vectors<2>(), k, a, b, c)
  }
  @inline(never)
  private static func two1<T: Scalar>(_ k: Int, _ a: Left<T>, _ b: Right<T>, _ c: Target<T>) {
    tile(Rows<1>(), Vectors<2>(), k, a, b, c)
  }
  @inline(never)
  private static func one6<T: Scalar>(_ k: Int, _ a: Left<T>, _ b: Right<T>, _ c: Target<T>) {
    tile(Rows<6>(), Vectors<1>(), k, a, b, c)
  }
  @inline(never)
  private static func one3<T: Scalar>(_ k: Int, _ a: Left<T>, _ b: Right<T>, _ c: Target<T>) {
    tile(Rows<3>(), Vectors<1>(), k, a, b, c)
  }
  @inline(never)
  private static func one1<T: Scalar>(_ k: Int, _ a: Left<T>, _ b: Right<T>, _ c: Target<T>) {
    tile(Rows<1>(), Vectors<1>(), k, a, b, c)
  }

  /// Sizes that the compiler knows, so that it keeps all sums in registers.
  private struct Rows<let count: Int> {}
  private struct Vectors<let count: Int> {}

  @inline(__always)
  private static func tile<T: Scalar, let rows: Int, let vectors: Int>(
    _: Rows<rows>, _: Vectors<vectors>, _ inner: Int, _ left: Left<T>, _ panel: Right<T>, _ target: Target<T>
  ) {
    var sums = InlineArray<rows, InlineArray<vectors, SIMD16<T>>>(repeating: InlineArray<vectors, SIMD16<T>>(repeating: .zero))
    var (a, b) = (left.start, panel.start)
    for _ in 0..<inner {
      var line = InlineArray<vectors, SIMD16<T>>(repeating: .zero)
      for vector in 0..<vectors { line[unchecked: vector] = load(b + vector &* lanes) }
      for row in 0..<rows {
        let factor = SIMD16<T>(repeating: a[row &* left.rowStride])
        for vector in 0..<vectors { sums[unchecked: row][unchecked: vector].addProduct(factor, line[unchecked: vector]) }
      }
      a += left.innerStride
      b += panel.stride
    }
    if target.columns == vectors &* lanes {
      for row in 0..<rows {
        for vector in 0..<vectors {
          let place = target.start + row &* target.rowStride + vector &* lanes
          let sum = sums[unchecked: row][unchecked: vector]
          store(target.accumulates ? load(place) + sum : sum, place)
        }
      }
    } else {
      for row in 0..<rows {
        for vector in 0..<vectors {
          storePart(
            sums[unchecked: row][unchecked: vector], target.start + row &* target.rowStride + vector &* lanes,
            min(lanes, target.columns &- vector &* lanes), accumulates: target.accumulates)
        }
      }
    }
  }

  private static func storePart<T: Scalar>(_ sum: SIMD16<T>, _ place: UnsafeMutablePointer<T>, _ count: Int, accumulates: Bool) {
    for lane in 0..<max(0, count) { place[lane] = accumulates ? place[lane] + sum[lane] : sum[lane] }
  }

  @inline(__always)
  static func load<T: Scalar>(_ place: UnsafePointer<T>) -> SIMD16<T> { UnsafeRawPointer(place).loadUnaligned(as: SIMD16<T>.self) }

  @inline(__always)
  static func store<T: Scalar>(_ vector: SIMD16<T>, _ place: UnsafeMutablePointer<T>) {
    UnsafeMutableRawPointer(place).storeBytes(of: vector, as: SIMD16<T>.self)
  }
}
