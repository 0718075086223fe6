extension StateStore {
  /// How many cells are kept.
  public static let historyLimit = 10_000

  /// Adds a cell, unless it is the one that was added last. The oldest goes when there are too many.
  public func addHistory(_ cell: String) throws(DatabaseError) {
    try database.transaction { () throws(DatabaseError) in
      let last = try database.run("SELECT cell FROM history ORDER BY id DESC LIMIT 1").first?.first?.text
      if last == cell { return }
      try database.run("INSERT INTO history (cell) VALUES (?)", .text(cell))
      try database.run("DELETE FROM history WHERE id <= (SELECT max(id) FROM history) - ?", .integer(Int64(Self.historyLimit)))
    }
  }

  /// The cells, the oldest first.
  public func history() throws(DatabaseError) -> [String] {
    try database.run("SELECT cell FROM history ORDER BY id").compactMap { $0[0].text }
  }
}
