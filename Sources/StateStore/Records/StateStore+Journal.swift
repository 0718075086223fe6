extension StateStore {
  // MARK: Sessions

  /// Begins a session's journal, or replaces what was known of the session.
  public func beginJournal(_ session: JournalSession) throws(DatabaseError) {
    try database.run(
      """
      INSERT INTO session (id, lesson, lesson_hash, seed, started, place) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
        lesson = excluded.lesson, lesson_hash = excluded.lesson_hash, seed = excluded.seed, place = excluded.place
      """,
      .text(session.id), .text(session.lesson), .text(session.lessonHash), .text(String(session.seed)), .real(session.started),
      .text(session.place))
  }

  /// The sessions that have a journal, the latest first.
  public func journalSessions() throws(DatabaseError) -> [JournalSession] {
    let rows = try database.run("SELECT id, lesson, lesson_hash, seed, started, place FROM session ORDER BY started DESC, id DESC")
    return rows.compactMap { row in
      guard let id = row[0].text, let lesson = row[1].text, let hash = row[2].text, let seed = row[3].text.flatMap({ UInt64($0) }),
        let started = row[4].real, let place = row[5].text
      else { return nil }
      return JournalSession(id: id, lesson: lesson, lessonHash: hash, seed: seed, started: started, place: place)
    }
  }

  /// Remembers where the reader of a session is.
  public func saveJournalPlace(session: String, _ place: String) throws(DatabaseError) {
    try database.run("UPDATE session SET place = ? WHERE id = ?", .text(place), .text(session))
  }

  /// Forgets a session that ended as it should, and everything that was done in it.
  public func endJournal(session: String) throws(DatabaseError) {
    try database.transaction { () throws(DatabaseError) in
      try database.run("DELETE FROM journal WHERE session = ?", .text(session))
      try database.run("DELETE FROM session WHERE id = ?", .text(session))
    }
  }

  // MARK: Entries

  /// Writes down what is about to be done; it is on disk when the call returns. An entry of the same ordinal is replaced.
  public func writeJournal(session: String, _ entry: JournalEntry) throws(DatabaseError) {
    try database.run(
      """
      INSERT OR REPLACE INTO journal (session, ordinal, action, text, file, line, stop, stops, outcome, seconds, place, kept)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .text(session), .integer(Int64(entry.ordinal)), .text(entry.action.rawValue), .text(entry.text), .text(entry.file),
      .integer(Int64(entry.line)), entry.stop.map { .integer(Int64($0)) } ?? .null, .text(Self.words(entry.stops)),
      .text(entry.outcome.rawValue), .real(entry.seconds), .text(entry.place), .text(entry.kept))
  }

  /// What was done in a session, in order. An entry that cannot be read ends it: what follows builds on it.
  public func journal(session: String) throws(DatabaseError) -> [JournalEntry] {
    let rows = try database.run(
      """
      SELECT ordinal, action, text, file, line, stop, stops, outcome, seconds, place, kept FROM journal WHERE session = ? ORDER BY ordinal
      """, .text(session))
    var entries: [JournalEntry] = []
    for row in rows {
      guard let entry = Self.entry(from: row) else { break }
      entries.append(entry)
    }
    return entries
  }

  private static func entry(from row: Database.Row) -> JournalEntry? {
    guard let ordinal = row[0].integer, let action = row[1].text.flatMap(JournalEntry.Action.init(rawValue:)), let text = row[2].text,
      let file = row[3].text, let line = row[4].integer, let stops = row[6].text.flatMap(stops(from:)),
      let outcome = row[7].text.flatMap(JournalEntry.Outcome.init(rawValue:)), let seconds = row[8].real,
      let place = row[9].text, let kept = row[10].text
    else { return nil }
    return JournalEntry(
      ordinal: Int(ordinal), action: action, text: text, file: file, line: Int(line), stop: row[5].integer.map(Int.init), stops: stops,
      outcome: outcome, seconds: seconds, place: place, kept: kept)
  }

  /// `1:812 3:40`: training 1 stopped after step 812, training 3 after step 40.
  private static func words(_ stops: [Int: Int]) -> String {
    stops.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: " ")
  }

  private static func stops(from words: String) -> [Int: Int]? {
    var stops: [Int: Int] = [:]
    for word in words.split(separator: " ") {
      let numbers = word.split(separator: ":").map { Int($0) }
      guard numbers.count == 2, let training = numbers[0], let step = numbers[1] else { return nil }
      stops[training] = step
    }
    return stops
  }
}
