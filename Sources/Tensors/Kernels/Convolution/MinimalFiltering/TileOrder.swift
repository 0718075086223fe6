/// The tiles of a part of the work, in the order in which they lie in its planes.
///
/// Where a size is odd, the last tile of a row or column holds one row or column of results that do not exist. The last plane in that direction
/// serves only those (see `ShortFilters`): its product leaves such tiles out. So that what a plane takes is always one run of tiles, they come
/// in this order: cut off at the right, whole, cut off at the bottom, cut off at both.
struct TileOrder {
  /// The row of tiles, counted through all images, and the tile in it.
  let places: [(row: Int, column: Int)]
  private let cutRight: Int
  private let cutBottom: Int
  private let cutBoth: Int

  /// - Parameter rows: Rows of tiles, counted through all images.
  init(_ rows: Range<Int>, _ filtering: MinimalFiltering) {
    let (down, across) = (filtering.tilesDown, filtering.tilesAcross)
    let isOddAcross = filtering.geometry.horizontal.output % 2 != 0
    let whole = isOddAcross ? across - 1 : across
    let isCut = { (row: Int) in filtering.geometry.vertical.output % 2 != 0 && row % down == down - 1 }
    var places: [(row: Int, column: Int)] = []
    places.reserveCapacity(rows.count * across)
    func add(_ rows: some Sequence<Int>, _ columns: Range<Int>) -> Int {
      let before = places.count
      for row in rows { for column in columns { places.append((row, column)) } }
      return places.count - before
    }
    let (bottom, others) = (rows.filter(isCut), rows.filter { !isCut($0) })
    cutRight = add(others, whole..<across)
    _ = add(others, 0..<whole)
    cutBottom = add(bottom, 0..<whole)
    cutBoth = add(bottom, whole..<across)
    self.places = places
  }

  var count: Int { places.count }

  /// The tiles that have results which the plane (i, j) of a transformed tile serves.
  func served(plane: Int, side: Int) -> Range<Int> {
    let (isLastRow, isLastColumn) = (plane / side == side - 1, plane % side == side - 1)
    let end = isLastRow ? count - cutBottom - cutBoth : isLastColumn ? count - cutBoth : count
    return (isLastColumn ? cutRight : 0)..<end
  }
}
