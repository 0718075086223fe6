import Foundation
import StateStore
import Testing

@Suite("The journal")
struct JournalTests {
  let sandbox: Sandbox
  let store: StateStore

  init() throws {
    sandbox = try Sandbox()
    store = StateStore(directory: sandbox.path)
  }

  private func begin(_ id: String, started: Double = 1) throws {
    try store.beginJournal(JournalSession(id: id, lesson: "a.md", lessonHash: "h", seed: .max, started: started, build: "b", place: "p"))
  }

  @Test("every field of every entry comes back, from another connection too")
  func entries() throws {
    try begin("s")
    let entries = [
      JournalEntry(
        ordinal: 1, action: .cell, text: "f {\n  \"生\"\n}", file: "a.md", line: 7, stop: 3, stops: [1: 812, 12: 0], outcome: .running,
        seconds: 1.5),
      JournalEntry(ordinal: 2, action: .undo), JournalEntry(ordinal: 3, action: .branch, text: "'; DROP TABLE journal"),
      JournalEntry(ordinal: 4, action: .switch, text: "b", outcome: .failed, place: "{}", kept: "previous"),
    ]
    for entry in entries { try store.writeJournal(session: "s", entry) }
    #expect(try StateStore(directory: sandbox.path).journal(session: "s") == Journal(entries: entries, lost: 0))
  }

  @Test("an entry is replaced when it ends, and sessions do not mix")
  func outcome() throws {
    try begin("s")
    try begin("t", started: 2)
    var entry = JournalEntry(ordinal: 1, action: .cell, text: "1", outcome: .running)
    try store.writeJournal(session: "s", entry)
    try store.writeJournal(session: "t", JournalEntry(ordinal: 1, action: .cell, text: "other"))
    entry.outcome = .finished
    try store.writeJournal(session: "s", entry)
    #expect(try store.journal(session: "s").entries == [entry])
    #expect(try store.journalSessions().sound.map(\.id) == ["t", "s"])
    try store.saveJournalPlace(session: "s", "q")
    try store.endJournal(session: "t")
    #expect(try store.journal(session: "t").entries.isEmpty)
    #expect(
      try store.journalSessions().sound == [
        JournalSession(id: "s", lesson: "a.md", lessonHash: "h", seed: .max, started: 1, build: "b", place: "q")
      ])
  }

  @Test("a session that was never begun has no journal to write to")
  func unknownSession() {
    #expect(throws: DatabaseError.self) { try store.writeJournal(session: "nobody", JournalEntry(ordinal: 1, action: .undo)) }
  }

  @Test("a session belongs to one process, and to nobody once that is killed")
  func lock() throws {
    let (process, output) = try Probe.start(["lock", sandbox.path, "s"])
    var line = Data()
    while !line.contains(0x0a) { line += output.fileHandleForReading.availableData }
    #expect(line == Data("LOCKED\n".utf8))
    #expect(store.lock(session: "s") == nil)
    #expect(store.lock(session: "other") != nil)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let mine = try #require(store.lock(session: "s"))
    #expect(store.lock(session: "s") == nil)
    mine.remove()
    #expect(sandbox.names.filter { $0.contains(".s.") }.isEmpty)
  }

  @Test("a state in memory has nothing that could be gone on with")
  func inMemory() {
    #expect(StateStore(environment: [:]).lock(session: "s") == nil)
  }
}
