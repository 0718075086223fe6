/// The columns and rows that a picture fills.
///
/// Both are told: kitty itself, up to its version 0.26 at least, keeps the picture's own height where only the width is told, and stretches it.
public struct PictureCells: Sendable, Equatable {
  public var columns: Int
  public var rows: Int

  /// The widest that is no wider than wanted and hardly distorted: of the widths that are at most a tenth narrower, the one at which the rows come
  /// closest to a whole number.
  ///
  /// - Parameters:
  ///   - width: Of the picture as it is to be shown, in pixels; `height` likewise.
  ///   - cell: A character, in pixels.
  ///   - most: Columns that there are.
  public init(width: Int, height: Int, cell: (width: Int, height: Int), most: Int) {
    let (width, height) = (max(1, width), max(1, height))
    let widest = max(1, min(most, (width + cell.width - 1) / max(1, cell.width)))
    func rows(_ columns: Int) -> Double { Double(columns * cell.width * height) / Double(width * max(1, cell.height)) }
    /// How much higher or lower than it should be, as a share.
    func distortion(_ columns: Int) -> Double { abs(rows(columns).rounded() / rows(columns) - 1) }
    let candidates = (max(1, widest - widest / 10)...widest).reversed()
    columns = candidates.min { distortion($0) < distortion($1) } ?? widest
    self.rows = max(1, Int(rows(columns).rounded()))
  }
}
