/// The right matrix of a product as tiles read it: packed, or where it lies.
///
/// It is cut into blocks of inner indices, whose lines stay in the nearest caches, and each block into panels of as many columns as a tile
/// has. In a packed matrix the lines of a panel lie one behind the other, and a last panel that is not whole is filled up with zeros.
struct RightMatrix<T: Scalar> {
  /// Inner indices in a block.
  static var blockLength: Int { 256 }

  let inner: Int
  let columns: Int
  /// `columns`, rounded up to whole vectors.
  let paddedColumns: Int
  private let tile: ProductTile.Size
  private let start: UnsafeMutablePointer<T>
  /// Holds the packed numbers; nil when they are read where they lie.
  private let storage: Storage?

  /// Packs the matrix.
  ///
  /// - Parameters:
  ///   - source: The number at inner index k in column j is `source[k * innerStride + j * columnStride]`; one of the strides is 1.
  ///   - tile: That of this processor; another one's gives the same bits.
  init(
    _ source: UnsafePointer<T>, inner: Int, columns: Int, innerStride: Int, columnStride: Int, tile: ProductTile.Size = ProductTile.native
  ) {
    self.inner = inner
    self.columns = columns
    self.tile = tile
    paddedColumns = (columns + ProductTile.lanes - 1) / ProductTile.lanes * ProductTile.lanes
    let storage = Storage(count: max(1, inner * paddedColumns), dtype: T.dtype)
    (self.storage, start) = (storage, storage.pointer())
    let panels = (paddedColumns + tile.columns - 1) / tile.columns
    let blocks = (inner + Self.blockLength - 1) / Self.blockLength
    let grain = max(1, 8_192 / (tile.columns * min(inner, Self.blockLength) + 1))
    inParallel(count: panels * blocks, grain: grain) { part in
      for number in part {
        pack(source, block: number / panels * Self.blockLength, panel: number % panels * tile.columns, innerStride, columnStride)
      }
    }
  }

  /// Whether a matrix whose rows lie one behind the other can be read in place. Its panels must be whole; and rows far apart cost more than
  /// packing: each line of a panel then has a page of its own.
  private static func isReadInPlace(columns: Int) -> Bool { columns % ProductTile.native.columns == 0 && columns <= 256 }

  /// Reads the matrix where it lies.
  ///
  /// - Parameter source: The number at inner index k in column j is `source[k * columns + j]`. It must outlive this value.
  /// - Precondition: `isReadInPlace(columns:)`.
  private init(inPlace source: UnsafeMutablePointer<T>, inner: Int, columns: Int) {
    (self.inner, self.columns, paddedColumns, tile) = (inner, columns, columns, ProductTile.native)
    (storage, start) = (nil, source)
  }

  /// A matrix whose rows lie one behind the other: in place where that can be, packed elsewhere.
  ///
  /// - Parameter source: The number at inner index k in column j is `source[k * columns + j]`. It must outlive the result.
  static func rows(_ source: UnsafeMutablePointer<T>, inner: Int, columns: Int) -> RightMatrix {
    isReadInPlace(columns: columns)
      ? RightMatrix(inPlace: source, inner: inner, columns: columns)
      : RightMatrix(source, inner: inner, columns: columns, innerStride: columns, columnStride: 1)
  }

  /// The lines from inner index `block` of the panel that begins with column `panel`.
  @inline(__always)
  private func lines(block: Int, panel: Int) -> ProductTile.Right<T> {
    storage == nil
      ? .init(start: start + block &* columns + panel, stride: columns)
      : .init(start: packedLines(block: block, panel: panel), stride: width(panel: panel) &* ProductTile.lanes)
  }

  @inline(__always)
  private func packedLines(block: Int, panel: Int) -> UnsafeMutablePointer<T> {
    start + block &* paddedColumns + panel &* blockCount(block)
  }

  /// Vectors in a line of the panel that begins with column `panel`.
  @inline(__always)
  func width(panel: Int) -> Int { min(tile.vectors, (paddedColumns &- panel) / ProductTile.lanes) }

  /// Inner indices in the block that begins with `block`.
  @inline(__always)
  func blockCount(_ block: Int) -> Int { min(Self.blockLength, inner &- block) }

  private func pack(_ source: UnsafePointer<T>, block: Int, panel: Int, _ innerStride: Int, _ columnStride: Int) {
    let target = packedLines(block: block, panel: panel)
    let (length, count) = (width(panel: panel) * ProductTile.lanes, blockCount(block))
    let present = min(length, columns - panel)
    let start = source + block * innerStride + panel * columnStride
    if columnStride == 1 {
      for k in 0..<count {
        let (line, from) = (target + k &* length, start + k &* innerStride)
        for j in 0..<present { line[j] = from[j] }
        for j in present..<length { line[j] = 0 }
      }
    } else {
      transpose(start, target, count: count, present: present, length: length, columnStride)
    }
  }

  /// Lines from columns that lie one behind the other, in blocks of 16 by 16 that are turned in registers.
  private func transpose(
    _ source: UnsafePointer<T>, _ target: UnsafeMutablePointer<T>, count: Int, present: Int, length: Int, _ columnStride: Int
  ) {
    let (wholeLines, wholeColumns) = (count & ~15, present & ~15)
    for j in stride(from: 0, to: wholeColumns, by: 16) {
      for k in stride(from: 0, to: wholeLines, by: 16) {
        SquareTranspose.run(source + j &* columnStride + k, apart: columnStride, target + k &* length + j, apart: length)
      }
    }
    func one(_ k: Int, _ j: Int) { target[k &* length &+ j] = j < present ? source[j &* columnStride &+ k] : 0 }
    for k in 0..<wholeLines { for j in wholeColumns..<length { one(k, j) } }
    for k in wholeLines..<count { for j in 0..<length { one(k, j) } }
  }
}

extension RightMatrix {
  /// target (+)= left times this matrix.
  ///
  /// - Parameters:
  ///   - rows: Rows of the left matrix and of the result.
  ///   - target: Its first number; rows are `targetStride` apart.
  func multiply(rows: Int, left: ProductTile.Left<T>, into target: UnsafeMutablePointer<T>, targetStride: Int, accumulating: Bool = false) {
    if inner == 0 && !accumulating {
      for row in 0..<rows { (target + row * targetStride).update(repeating: 0, count: columns) }
    }
    for block in stride(from: 0, to: inner, by: Self.blockLength) {
      let count = blockCount(block)
      for row in stride(from: 0, to: rows, by: tile.rows) {
        let tileRows = min(tile.rows, rows &- row)
        let a = left.moved(rows: row, inner: block)
        for panel in stride(from: 0, to: columns, by: tile.columns) {
          let width = width(panel: panel)
          let c = ProductTile.Target(
            start: target + row &* targetStride + panel, rowStride: targetStride,
            columns: min(width &* ProductTile.lanes, columns &- panel), accumulates: accumulating || block > 0)
          ProductTile.run(rows: tileRows, width: width, inner: count, a, lines(block: block, panel: panel), c)
        }
      }
    }
  }
}
