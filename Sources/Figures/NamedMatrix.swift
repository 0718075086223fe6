/// Numbers in rows and columns that have names, such as a metric over a sweep of two parameters, or several metrics of several methods.
///
/// Each cell is coloured by its value, and the value is written in it. The first row is the uppermost.
public struct NamedMatrix: Codable, Sendable, Equatable {
  /// Which cells share a scale of colours.
  public enum Coloring: String, Codable, Sendable {
    /// All of them: one quantity everywhere.
    case together
    /// Those of a row, where each row is a quantity of its own.
    case byRow
    /// Those of a column, where each column is a quantity of its own.
    case byColumn
  }

  public var rows: [String]
  public var columns: [String]
  /// Row after row from the uppermost. A value that is not finite is an empty cell that says so.
  public var values: [Double]
  /// The deviation of each value, written behind it; empty for none at all.
  public var deviations: [Double]
  public var coloring: Coloring
  /// The values of the darkest and the lightest colour where all cells share one scale; `nil` fits the values.
  public var range: ClosedRange<Double>?

  /// - Precondition: `values` holds a value for each pair of names, and `deviations` as many or none.
  public init(
    rows: [String], columns: [String], values: [Double], deviations: [Double] = [], coloring: Coloring = .together,
    range: ClosedRange<Double>? = nil
  ) {
    require(
      values.count == rows.count * columns.count, "NamedMatrix: \(values.count) values for \(rows.count) rows of \(columns.count)")
    require(
      deviations.isEmpty || deviations.count == values.count, "NamedMatrix: \(deviations.count) deviations for \(values.count) values")
    self.rows = rows
    self.columns = columns
    self.values = values
    self.deviations = deviations
    self.coloring = coloring
    self.range = range
  }

  /// The value in a row and a column, counted from the upper left.
  public subscript(row: Int, column: Int) -> Double { values[row * columns.count + column] }

  /// What is written in a cell.
  public func text(row: Int, column: Int, plusMinus: String = " ± ") -> String {
    let index = row * columns.count + column
    guard values[index].isFinite else { return numberText(values[index]) }
    guard !deviations.isEmpty, deviations[index].isFinite else { return numberText(values[index]) }
    return numberText(values[index]) + plusMinus + numberText(deviations[index], digits: 2)
  }
}
