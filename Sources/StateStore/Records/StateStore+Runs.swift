extension StateStore {
  /// Puts a run into the index; one of the same id is replaced, as when it finishes.
  public func saveRun(_ run: RunEntry) throws(DatabaseError) {
    try database.run(
      """
      INSERT OR REPLACE INTO run (id, directory, lesson, lesson_hash, seed, parameters, quick, started, finished, status)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      // A seed has 64 bits without a sign, which no integer of SQLite holds.
      .text(run.id), .text(run.directory), .text(run.lesson), .text(run.lessonHash), .text(String(run.seed)), .text(run.parameters),
      .integer(run.isQuick ? 1 : 0), .real(run.started), .optional(run.finished), .text(run.status.rawValue))
  }

  /// All runs, the latest first.
  public func runs() throws(DatabaseError) -> [RunEntry] {
    let rows = try database.run(
      """
      SELECT id, directory, lesson, lesson_hash, seed, parameters, quick, started, finished, status FROM run
      ORDER BY started DESC, id DESC
      """)
    return rows.compactMap(Self.run(from:))
  }

  /// Takes a run out of the index; its files stay.
  public func removeRun(id: String) throws(DatabaseError) {
    try database.run("DELETE FROM run WHERE id = ?", .text(id))
  }

  private static func run(from row: Database.Row) -> RunEntry? {
    guard let id = row[0].text, let directory = row[1].text, let lesson = row[2].text, let hash = row[3].text,
      let seed = row[4].text.flatMap(UInt64.init), let parameters = row[5].text, let started = row[7].real,
      let status = row[9].text.flatMap(RunEntry.Status.init)
    else { return nil }
    return RunEntry(
      id: id, directory: directory, lesson: lesson, lessonHash: hash, seed: seed, parameters: parameters, isQuick: row[6].integer == 1,
      started: started, finished: row[8].real, status: status)
  }
}
