import Terminal

/// The screen of a terminal, as far as readline and the notebook use one: what a person would see after some output.
struct Screen {
  private(set) var cells: [[Character]]
  private(set) var row = 0
  private(set) var column = 0
  private var saved = (row: 0, column: 0)
  private let columns: Int
  /// Rows that have scrolled out at the top.
  private(set) var history: [String] = []

  init(columns: Int, rows: Int, _ output: String) {
    self.columns = columns
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    var rest = Substring(output)
    while let character = rest.popFirst() { take(character, &rest) }
  }

  /// What is on the screen, without the empty rest of each row and of the screen.
  var lines: [String] {
    var lines = cells.map { row in String(row).replacing("\0", with: "").trimmedAtEnd }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private mutating func take(_ character: Character, _ rest: inout Substring) {
    switch character {
    case "\r": column = 0
    case "\n": moveDown()
    case "\r\n":
      column = 0
      moveDown()
    case "\u{8}": column = max(0, min(column, columns - 1) - 1)
    case "\u{7}": break
    case "\u{1B}": takeEscape(&rest)
    default: write(character)
    }
  }

  /// A full row wraps only when the next character comes, as on a VT100.
  private mutating func write(_ character: Character) {
    let width = DisplayWidth.of(character)
    if column + width > columns {
      column = 0
      moveDown()
    }
    cells[row][column] = character
    if width == 2 { cells[row][column + 1] = "\0" }
    column += width
  }

  private mutating func moveDown() {
    row += 1
    guard row == cells.count else { return }
    history.append(String(cells.removeFirst()))
    cells.append(Array(repeating: " ", count: columns))
    row -= 1
  }

  private mutating func takeEscape(_ rest: inout Substring) {
    switch rest.popFirst() {
    case "7": saved = (row, column)
    case "8": (row, column) = saved
    case "[":
      let parameters = rest.prefix { $0.isNumber || $0 == ";" || $0 == "?" }
      rest = rest.dropFirst(parameters.count)
      if let final = rest.popFirst() { control(final, Int(parameters) ?? 0) }
    default: break
    }
  }

  private mutating func control(_ final: Character, _ count: Int) {
    let place = min(column, columns - 1)
    switch final {
    case "A": row = max(0, row - max(1, count))
    case "B": row = min(cells.count - 1, row + max(1, count))
    case "C": column = min(columns - 1, column + max(1, count))
    case "D": column = max(0, place - max(1, count))
    case "H": (row, column) = (0, 0)
    case "K": for index in place..<columns { cells[row][index] = " " }
    case "J":
      for index in place..<columns { cells[row][index] = " " }
      for lower in cells.indices where lower > row { cells[lower] = Array(repeating: " ", count: columns) }
    case "P":
      cells[row].removeSubrange(place..<min(columns, place + max(1, count)))
      cells[row] += Array(repeating: " ", count: columns - cells[row].count)
    case "@":
      cells[row].insert(contentsOf: Array(repeating: " ", count: max(1, count)), at: place)
      cells[row].removeLast(cells[row].count - columns)
    default: break
    }
  }
}

extension String {
  var trimmedAtEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
