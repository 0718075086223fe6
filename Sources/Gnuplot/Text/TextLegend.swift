/// The names of what a plot in a terminal shows, set in lines.
struct TextLegend {
  struct Entry {
    var mark: Unicode.Scalar
    var name: String
    var color: Color?
  }

  /// Entries with the column of each, line after line.
  private(set) var rows: [[(entry: Entry, column: Int)]] = []

  private static let longestName = 30
  private static let gap = 3

  /// Sets the entries from left to right, in at most `limit` lines; the last one says how many entries had no room.
  init(_ entries: [Entry], columns: Int, limit: Int) {
    let named = entries.filter { !$0.name.isEmpty }
    var column = 0
    for (index, var entry) in named.enumerated() {
      entry.name = plain(entry.name).elided(to: TextLegend.longestName)
      let length = 2 + entry.name.count
      if rows.isEmpty || column + length > columns {
        if rows.count == limit {
          sayMore(named.count - index, columns: columns)
          break
        }
        rows.append([])
        column = 0
      }
      rows[rows.count - 1].append((entry, column))
      column += length + TextLegend.gap
    }
  }

  /// Ends the last line with the number of entries that are not shown, in the place of some that were.
  private mutating func sayMore(_ count: Int, columns: Int) {
    guard var last = rows.popLast() else { return }
    var (hidden, end) = (count, 0)
    repeat {
      if let entry = last.popLast() { (hidden, end) = (hidden + 1, entry.column) }
    } while !last.isEmpty && end + 12 > columns
    last.append((Entry(mark: "+", name: "\(hidden) more", color: nil), end))
    rows.append(last)
  }
}
