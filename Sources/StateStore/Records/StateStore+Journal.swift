extension StateStore {
  // MARK: Sessions

  /// Begins a session's journal, or replaces what was known of the session.
  public func beginJournal(_ session: JournalSession) throws(DatabaseError) {
    try database.run(
      """
      INSERT INTO session (id, lesson, lesson_hash, seed, started, build, place, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
        lesson = excluded.lesson, lesson_hash = excluded.lesson_hash, seed = excluded.seed, started = excluded.started,
        build = excluded.build, place = excluded.place, checksum = excluded.checksum
      """,
      .text(session.id), .text(session.lesson), .text(session.lessonHash), .text(String(session.seed)), .real(session.started),
      .text(session.build), .text(session.place), .text(session.checksum))
  }

  /// The sessions that have a journal, the latest first.
  ///
  /// - Returns: Those that can be read, and the names of those that were damaged.
  public func journalSessions() throws(DatabaseError) -> (sound: [JournalSession], damaged: [String]) {
    let rows = try database.run(
      "SELECT id, lesson, lesson_hash, seed, started, build, place, checksum FROM session ORDER BY started DESC, id DESC")
    return rows.reduce(into: ([], [])) { sessions, row in
      if let session = Self.session(from: row) {
        sessions.0.append(session)
      } else if let id = row[0].text {
        sessions.1.append(id)
      }
    }
  }

  private static func session(from row: Database.Row) -> JournalSession? {
    guard let id = row[0].text, let lesson = row[1].text, let hash = row[2].text, let seed = row[3].text.flatMap({ UInt64($0) }),
      let started = row[4].real, started.isFinite, let build = row[5].text, let place = row[6].text
    else { return nil }
    let session = JournalSession(id: id, lesson: lesson, lessonHash: hash, seed: seed, started: started, build: build, place: place)
    return isSum(row[7].text, of: session.checksum) ? session : nil
  }

  /// Whether this is the checksum, or there is none, as in what an earlier version wrote.
  private static func isSum(_ found: String?, of expected: String) -> Bool { found == "" || found == expected }

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
      INSERT OR REPLACE INTO journal (session, ordinal, action, text, file, line, stop, stops, outcome, seconds, place, kept, checksum)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .text(session), .integer(Int64(entry.ordinal)), .text(entry.action.rawValue), .text(entry.text), .text(entry.file),
      .integer(Int64(entry.line)), entry.stop.map { .integer(Int64($0)) } ?? .null, .text(Self.words(entry.stops)),
      .text(entry.outcome.rawValue), .real(entry.seconds), .text(entry.place), .text(entry.kept), .text(Self.checksum(entry, of: session)))
  }

  /// Takes out what stands behind an entry, as when it could not be read.
  public func cutJournal(session: String, after ordinal: Int) throws(DatabaseError) {
    try database.run("DELETE FROM journal WHERE session = ? AND ordinal > ?", .text(session), .integer(Int64(ordinal)))
  }

  /// What was done in a session, in order. An entry that cannot be read, was changed or is not there ends it.
  public func journal(session: String) throws(DatabaseError) -> Journal {
    let rows = try database.run(
      """
      SELECT ordinal, action, text, file, line, stop, stops, outcome, seconds, place, kept, checksum FROM journal WHERE session = ?
      ORDER BY ordinal
      """, .text(session))
    var entries: [JournalEntry] = []
    for row in rows {
      guard let entry = Self.entry(from: row), entry.ordinal == entries.count + 1,
        Self.isSum(row[11].text, of: Self.checksum(entry, of: session))
      else { break }
      entries.append(entry)
    }
    return Journal(entries: entries, lost: rows.count - entries.count)
  }

  private static func entry(from row: Database.Row) -> JournalEntry? {
    guard let ordinal = row[0].integer, let action = row[1].text.flatMap(JournalEntry.Action.init(rawValue:)), let text = row[2].text,
      let file = row[3].text, let line = row[4].integer, (1...Int64(Int32.max)).contains(line),
      let stops = row[6].text.flatMap(stops(from:)),
      let outcome = row[7].text.flatMap(JournalEntry.Outcome.init(rawValue:)), let seconds = row[8].real, (0...1e9).contains(seconds),
      let place = row[9].text, let kept = row[10].text
    else { return nil }
    return JournalEntry(
      ordinal: Int(ordinal), action: action, text: text, file: file, line: Int(line), stop: row[5].integer.map(Int.init), stops: stops,
      outcome: outcome, seconds: seconds, place: place, kept: kept)
  }

  private static func checksum(_ entry: JournalEntry, of session: String) -> String {
    Checksum.of([
      session, String(entry.ordinal), entry.action.rawValue, entry.text, entry.file, String(entry.line), entry.stop.map(String.init) ?? "",
      words(entry.stops), entry.outcome.rawValue, String(entry.seconds), entry.place, entry.kept,
    ])
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

extension JournalSession {
  /// Of everything but the place, which changes all the time and matters little.
  fileprivate var checksum: String { Checksum.of([id, lesson, lessonHash, String(seed), String(started), build]) }
}
