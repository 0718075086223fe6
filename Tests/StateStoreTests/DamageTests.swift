import CSQLite
import Foundation
import StateStore
import Testing

/// Changes rows behind the store's back: SQLite finds a page of noise, but not a letter that became another.
@Suite("Damaged rows")
struct DamageTests {
  let sandbox: Sandbox
  let store: StateStore

  init() throws {
    sandbox = try Sandbox()
    store = StateStore(directory: sandbox.path)
  }

  private func change(_ statements: String) throws {
    var connection: OpaquePointer?
    try #require(sqlite3_open(sandbox.database, &connection) == SQLITE_OK)
    defer { sqlite3_close(connection) }
    let code = sqlite3_exec(connection, "PRAGMA ignore_check_constraints = ON; " + statements, nil, nil, nil)
    #expect(code == SQLITE_OK, "\(String(cString: sqlite3_errmsg(connection)))")
  }

  private func fill(_ count: Int = 5) throws -> [JournalEntry] {
    try store.beginJournal(JournalSession(id: "s", lesson: "a.md", lessonHash: "h", seed: 7, started: 1, build: "b"))
    let entries = (1...count).map {
      JournalEntry(ordinal: $0, action: .cell, text: "let a\($0) = \($0)", file: "a.md", line: 3, stop: $0, stops: [1: 20], seconds: 0.5)
    }
    for entry in entries { try store.writeJournal(session: "s", entry) }
    return entries
  }

  @Test(
    "an entry in which anything changed ends the journal before it",
    arguments: [
      "text = 'let a3 = 4'", "line = 4", "line = -1", "stop = 9", "stop = 'x'", "stops = '1:21'", "stops = '1'",
      "outcome = 'failed'", "outcome = 'odd'", "action = 'undo'", "action = 'odd'", "seconds = 1e300", "seconds = 9e999", "seconds = -1",
      "file = 'b.md'", "place = '{}'", "kept = 'k'", "checksum = 'f'", "ordinal = 30", "text = x'ff00'",
    ])
  func entries(assignment: String) throws {
    let entries = try fill()
    try change("UPDATE journal SET \(assignment) WHERE ordinal = 3")
    #expect(try store.journal(session: "s") == Journal(entries: Array(entries.prefix(2)), lost: 3))
  }

  @Test("an entry that is not there ends the journal before it, and what stands behind can be cut off")
  func gap() throws {
    let entries = try fill()
    try change("DELETE FROM journal WHERE ordinal = 3")
    #expect(try store.journal(session: "s") == Journal(entries: Array(entries.prefix(2)), lost: 2))
    try store.cutJournal(session: "s", after: 2)
    #expect(try store.journal(session: "s") == Journal(entries: Array(entries.prefix(2)), lost: 0))
    try store.writeJournal(session: "s", entries[2])
    #expect(try store.journal(session: "s") == Journal(entries: Array(entries.prefix(3)), lost: 0))
  }

  @Test(
    "a session in which anything changed that its cells depend on is damaged",
    arguments: ["seed = '8'", "seed = 'x'", "lesson = 'b.md'", "lesson_hash = 'g'", "started = 2", "build = 'c'", "checksum = '0'"])
  func sessions(assignment: String) throws {
    _ = try fill()
    try store.saveJournalPlace(session: "s", "somewhere else")
    #expect(try store.journalSessions().sound.map(\.id) == ["s"])
    try change("UPDATE session SET \(assignment)")
    let sessions = try store.journalSessions()
    #expect(sessions.sound.isEmpty && sessions.damaged == ["s"])
    try store.endJournal(session: "s")
    #expect(try store.journalSessions().damaged.isEmpty)
  }

  @Test("a journal of the version before, which had no checksums, is brought up to date and read")
  func earlierVersion() throws {
    let entries = try fill()
    try change(
      """
      ALTER TABLE journal DROP COLUMN checksum; ALTER TABLE session DROP COLUMN checksum; ALTER TABLE session DROP COLUMN build;
      PRAGMA user_version = 2
      """)
    let updated = StateStore(directory: sandbox.path)
    #expect(updated.notices.isEmpty)
    #expect(try updated.journal(session: "s") == Journal(entries: entries, lost: 0))
    #expect(try updated.journalSessions().sound.map(\.build) == [""])
  }

  @Test("rows of values that no program of ours wrote are passed over or read, in every table")
  func oddRows() throws {
    try store.addHistory("good")
    try store.saveProgress(LessonProgress(lesson: "good", lessonHash: "h", cell: 2, exercisesPassed: [1]))
    try change(
      """
      INSERT INTO history (cell) VALUES (x'fffe'), (9e999);
      INSERT INTO progress VALUES ('odd', 'h', 'many', 'never'), ('far', 'h', 9223372036854775807, -9e999);
      INSERT INTO achievement VALUES ('good', 'odd', 3), ('good', 'quiz', 'x');
      INSERT INTO run VALUES ('r', 'd', 'l', 'h', '-1', '{', 7, 'x', 'y', 'odd'), ('q', 'd', 'l', 'h', '1', '{', 7, 9e999, NULL, 'failed');
      """)
    #expect(try store.history().first == "good")
    let progress = try store.progress()
    #expect(progress.map(\.lesson) == ["good", "far"])
    #expect(progress.first?.exercisesPassed == [1] && progress.last?.cell == .max)
    #expect(try store.runs().map(\.id) == ["q"])
  }
}
