/// How readline distributes a text over the rows of the screen: the coloured copy of what it drew must fall on the same cells.
package struct DisplayedRows: Equatable {
  package private(set) var rows: [StyledText] = [StyledText()]
  /// The column at which the first row begins, after the prompt.
  let firstColumn: Int
  private var column: Int
  private let columns: Int

  /// - Parameter width: The width of a scalar as readline sees it.
  package init(_ text: StyledText, firstColumn: Int, columns: Int, width: (Unicode.Scalar) -> Int) {
    self.firstColumn = firstColumn
    self.columns = max(1, columns)
    column = firstColumn
    for run in text.runs {
      for scalar in run.text.unicodeScalars { place(scalar, run.attributes, width(scalar)) }
    }
  }

  /// The row of the last character's end: a full row has an empty one below it, where the cursor waits.
  package var lastRow: Int { rows.count - 1 }

  private mutating func place(_ scalar: Unicode.Scalar, _ attributes: TextAttributes, _ width: Int) {
    guard scalar != "\n" else { return beginRow() }
    if column + width > columns { beginRow() }
    rows[rows.count - 1].append(String(scalar), attributes)
    column += width
    if column >= columns { beginRow() }
  }

  private mutating func beginRow() {
    rows.append(StyledText())
    column = 0
  }
}
