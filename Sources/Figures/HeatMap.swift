/// Values over a rectangle, such as the discriminator's output over the plane.
public struct HeatMap: Codable, Sendable, Equatable {
  public var rows: Int
  public var columns: Int
  /// Row after row; the first row belongs to the lower end of `y`.
  public var values: [Double]
  /// The positions of the first and the last column.
  public var x: ClosedRange<Double>
  /// The positions of the first and the last row.
  public var y: ClosedRange<Double>
  /// Levels at which a contour is drawn.
  public var contours: [Double]

  /// - Precondition: `values` holds `rows * columns` values.
  public init(rows: Int, columns: Int, values: [Double], x: ClosedRange<Double>, y: ClosedRange<Double>, contours: [Double] = []) {
    require(
      rows >= 0 && columns >= 0 && rows * columns == values.count,
      "HeatMap: \(values.count) values for \(rows) rows of \(columns)")
    self.rows = rows
    self.columns = columns
    self.values = values
    self.x = x
    self.y = y
    self.contours = contours
  }
}
