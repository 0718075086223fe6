/// Rectangular text with colours, of which each cell is one column wide.
struct TextBlock: Equatable {
  struct Cell: Equatable {
    var character: Character = " "
    /// The parameters of the escape sequence that sets the cell's look; empty for the terminal's own.
    var look = ""
  }

  var rows: [[Cell]]

  init(rows: [[Cell]]) { self.rows = rows }

  init(_ lines: [String], look: String = "") {
    rows = lines.map { line in line.map { Cell(character: $0, look: look) } }
  }

  /// Reads what gnuplot's `dumb` terminal wrote: escape sequences that begin with a reset and set a foreground colour.
  init(dumb bytes: [UInt8]) {
    var look = ""
    var rows: [[Cell]] = [[]]
    var rest = Substring(String(decoding: bytes, as: UTF8.self))
    while let character = rest.popFirst() {
      switch character {
      case "\u{1B}":
        let sequence = rest.prefix { $0 != "m" }
        rest = rest.dropFirst(sequence.count + 1)
        look = TextBlock.look(of: sequence)
      case "\u{0C}": break
      case "\n": rows.append([])
      default: rows[rows.count - 1].append(Cell(character: character, look: look))
      }
    }
    // A page of dumb output begins with a form feed on a line of its own.
    if rows.first?.isEmpty == true { rows.removeFirst() }
    while let last = rows.last, last.isEmpty { rows.removeLast() }
    self.rows = rows
  }

  /// The nearest of 256 colours for a sequence that asks for red, green and blue: gnuplot's own choice among the 256 takes
  /// a middle grey for white.
  private static func look(of sequence: Substring) -> String {
    let numbers = sequence.dropFirst().split(separator: ";").compactMap { UInt8($0) }
    guard numbers.count == 5, numbers[0] == 38, numbers[1] == 2 else { return "" }
    return "38;5;\(Color(red: numbers[2], green: numbers[3], blue: numbers[4]).terminalIndex)"
  }

  var width: Int { rows.map(\.count).max() ?? 0 }

  /// The cell at a place; places outside are blank, and setting them does nothing.
  subscript(row: Int, column: Int) -> Cell {
    get { rows.indices.contains(row) && rows[row].indices.contains(column) ? rows[row][column] : Cell() }
    set { if rows.indices.contains(row), rows[row].indices.contains(column) { rows[row][column] = newValue } }
  }

  /// Lines without blanks at their ends; looks change only where they have to.
  var text: String { rows.map(line).joined(separator: "\n") }

  private func line(_ row: [Cell]) -> String {
    let end = row.lastIndex { $0.character != " " || $0.look.contains("48;") }.map { $0 + 1 } ?? 0
    var (text, look) = ("", "")
    for cell in row[..<end] {
      if cell.look != look {
        if !look.isEmpty { text += "\u{1B}[0m" }
        if !cell.look.isEmpty { text += "\u{1B}[\(cell.look)m" }
        look = cell.look
      }
      text.append(cell.character)
    }
    return look.isEmpty ? text : text + "\u{1B}[0m"
  }

  /// `blocks` next to each other, each in `width` columns, with a gap between them.
  static func sideBySide(_ blocks: [TextBlock], width: Int, gap: Int) -> TextBlock {
    let height = blocks.map(\.rows.count).max() ?? 0
    return TextBlock(
      rows: (0..<height).map { row in
        Array(
          blocks.enumerated().map { index, block in
            let cells = row < block.rows.count ? Array(block.rows[row].prefix(width)) : []
            let padding = index == blocks.count - 1 ? 0 : width + gap - cells.count
            return cells + Array(repeating: Cell(), count: max(0, padding))
          }.joined())
      })
  }
}
