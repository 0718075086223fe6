extension StateStore {
  /// A cell that was about to run.
  public struct JournalEntry: Sendable, Equatable {
    /// Counts the session's cells.
    public var ordinal: Int
    /// The cell's whole text.
    public var source: String

    public init(ordinal: Int, source: String) {
      self.ordinal = ordinal
      self.source = source
    }
  }

  /// Writes a cell down before it runs, so that a killed session can go on. One of the same ordinal and those after it are replaced: they were
  /// undone.
  public func writeJournal(session: String, _ entry: JournalEntry) throws(DatabaseError) {
    try database.transaction { () throws(DatabaseError) in
      try truncateJournal(session: session, from: entry.ordinal)
      try database.run(
        "INSERT INTO journal (session, ordinal, source) VALUES (?, ?, ?)", .text(session), .integer(Int64(entry.ordinal)),
        .text(entry.source))
    }
  }

  /// Forgets the cells from an ordinal on, as `:undo` does.
  public func truncateJournal(session: String, from ordinal: Int) throws(DatabaseError) {
    try database.run("DELETE FROM journal WHERE session = ? AND ordinal >= ?", .text(session), .integer(Int64(ordinal)))
  }

  /// The cells of a session, in the order in which they ran.
  public func journal(session: String) throws(DatabaseError) -> [JournalEntry] {
    try database.run("SELECT ordinal, source FROM journal WHERE session = ? ORDER BY ordinal", .text(session)).compactMap { row in
      guard let ordinal = row[0].integer, let source = row[1].text else { return nil }
      return JournalEntry(ordinal: Int(ordinal), source: source)
    }
  }

  /// Forgets a session that ended as it should.
  public func endJournal(session: String) throws(DatabaseError) {
    try truncateJournal(session: session, from: 0)
  }
}
