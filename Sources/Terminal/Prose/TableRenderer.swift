/// A table as lines: columns as wide as their widest cell as long as they fit; then the widest give way first and their cells are filled.
struct TableRenderer {
  private let renderer: ProseRenderer
  private let table: ProseTable
  private let head: [StyledText]
  private let rows: [[StyledText]]
  private let widths: [Int]

  init(_ renderer: ProseRenderer, _ table: ProseTable, width: Int) {
    self.renderer = renderer
    self.table = table
    let columns = table.columns
    func cells(_ row: [[ProseInline]]) -> [StyledText] {
      (0..<columns).map { row.indices.contains($0) ? renderer.text(row[$0]) : StyledText() }
    }
    head = cells(table.head).map { $0.inside(TextRole.strong.attributes) }
    rows = table.rows.map(cells)
    widths = Self.fitted([head] + rows, columns: columns, into: width)
  }

  var lines: [StyledText] {
    guard !widths.isEmpty else { return [] }
    let body = rows.flatMap { line(of: $0) }
    let top = head.allSatisfy(\.isEmpty) ? [] : line(of: head) + [edge(1)]
    return [edge(0)] + top + body + [edge(2)]
  }

  /// Shares the room: each column takes a line and a space before its text and a space after it, and the last a closing line.
  ///
  /// Columns become narrower down to their longest word first; only where that is not enough, words are broken.
  private static func fitted(_ rows: [[StyledText]], columns: Int, into width: Int) -> [Int] {
    let natural = (0..<columns).map { column in max(1, rows.map { $0[column].width }.max() ?? 0) }
    let words = (0..<columns).map { column in max(1, rows.map { longestWord($0[column]) }.max() ?? 0) }
    let room = max(columns, width - 3 * columns - 1)
    return narrowed(narrowed(natural, to: room, notBelow: words), to: room, notBelow: Array(repeating: 1, count: columns))
  }

  /// Takes columns off the widest that may still give some.
  private static func narrowed(_ widths: [Int], to room: Int, notBelow least: [Int]) -> [Int] {
    var widths = widths
    while widths.reduce(0, +) > room,
      let widest = widths.indices.filter({ widths[$0] > least[$0] }).max(by: { widths[$0] < widths[$1] })
    {
      widths[widest] -= 1
    }
    return widths
  }

  private static func longestWord(_ text: StyledText) -> Int {
    text.plain.split(separator: " ").map { DisplayWidth.of($0) }.max() ?? 0
  }

  private func edge(_ position: Int) -> StyledText {
    let corners = renderer.ornaments.corners[position]
    let bars = widths.map { String(repeating: renderer.ornaments.horizontal, count: $0 + 2) }
    return StyledText(corners[0] + bars.joined(separator: corners[1]) + corners[2], .faint)
  }

  private func line(of cells: [StyledText]) -> [StyledText] {
    let filled = zip(cells, widths).map { $0.wrapped(to: $1) }
    let height = filled.map(\.count).max() ?? 1
    let bar = StyledText(renderer.ornaments.vertical, .faint)
    return (0..<height).map { row in
      widths.indices.reduce(bar) { line, column in
        let text = filled[column].indices.contains(row) ? filled[column][row] : StyledText()
        return line + StyledText(" ") + aligned(text, column) + StyledText(" ") + bar
      }
    }
  }

  private func aligned(_ text: StyledText, _ column: Int) -> StyledText {
    let room = max(0, widths[column] - text.width)
    let alignment = table.alignments.indices.contains(column) ? table.alignments[column] : .left
    let before =
      switch alignment {
      case .left: 0
      case .centre: room / 2
      case .right: room
      }
    return (StyledText(String(repeating: " ", count: before)) + text).padded(to: widths[column])
  }
}
