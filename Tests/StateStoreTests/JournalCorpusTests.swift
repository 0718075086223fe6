import CSQLite
import Foundation
import StateStore
import Testing

/// What the fuzzer begins with and what it found: see `Tests/Fuzz/JournalFuzzer.swift`, which reads the files in the same way.
@Suite("The fuzzer's corpus of journals")
struct JournalCorpusTests {
  static let files: [URL] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fuzz/Corpora/journal")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appendingPathComponent($0) }
  }()

  @Test("the corpus is there, and journals that are sound are among it") func present() throws {
    #expect(Self.files.count >= 2)
    let work = try #require(Self.files.first { $0.lastPathComponent == "seed-work" })
    let plans = try plans(of: Array(Data(contentsOf: work)))
    #expect(plans.map { $0.cells.map(\.text) } == [["let a = 1", "a + 2"]])
    #expect(plans.first?.unfinished?.text == "x")
  }

  @Test("every state of any rows opens, and what can be read of its journals makes a plan that can be followed", arguments: files)
  func replay(file: URL) throws {
    let bytes = Array(try Data(contentsOf: file))
    for end in stride(from: 0, through: bytes.count, by: max(1, bytes.count / 20)) {
      for plan in try plans(of: Array(bytes[..<end])) { follow(plan) }
      var changed = bytes
      if end < bytes.count { changed[end] = UInt8(truncatingIfNeeded: end &* 37) }
      for plan in try plans(of: changed) { follow(plan) }
    }
  }

  /// Every step goes to a state that is there by then, and no cell runs twice.
  private func follow(_ plan: ReplayPlan) {
    var states: Set = [0]
    for step in plan.steps {
      switch step {
      case .run(let entry): #expect(states.insert(entry.ordinal).inserted && entry.outcome == .finished)
      case .go(let ordinal): #expect(states.contains(ordinal))
      case .name: break
      }
    }
    #expect(plan.seconds.isFinite)
  }

  /// The plans of all journals in a database that is these bytes, or whose rows these lines are.
  private func plans(of bytes: [UInt8]) throws -> [ReplayPlan] {
    let sandbox = try Sandbox()
    if bytes.starts(with: "SQLite format 3".utf8) {
      try sandbox.write(Data(bytes))
    } else {
      _ = StateStore(directory: sandbox.path)
      var connection: OpaquePointer?
      try #require(sqlite3_open(sandbox.database, &connection) == SQLITE_OK)
      defer { sqlite3_close(connection) }
      sqlite3_exec(connection, "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF", nil, nil, nil)
      for line in bytes.split(separator: UInt8(ascii: "\n")) {
        insert(line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false), into: connection)
      }
    }
    let store = StateStore(directory: sandbox.path)
    _ = (try? store.history(), try? store.progress(), try? store.runs())
    let sessions = (try? store.journalSessions().sound) ?? []
    return sessions.compactMap { session in (try? store.journal(session: session.id)).map { ReplayPlan($0.entries) } }
  }

  private func insert(_ fields: [ArraySlice<UInt8>], into connection: OpaquePointer?) {
    let tables = [UInt8(ascii: "j"): ("journal", 13), UInt8(ascii: "s"): ("session", 8), UInt8(ascii: "p"): ("progress", 4)]
    guard let (table, width) = fields.first?.first.flatMap({ tables[$0] }) else { return }
    var statement: OpaquePointer?
    let places = Array(repeating: "?", count: width).joined(separator: ",")
    #expect(sqlite3_prepare_v2(connection, "INSERT OR REPLACE INTO \(table) VALUES (\(places))", -1, &statement, nil) == SQLITE_OK)
    for (place, field) in fields.dropFirst().prefix(width).enumerated() {
      let text = String(decoding: field, as: UTF8.self)
      if let number = Int64(text) {
        sqlite3_bind_int64(statement, Int32(place + 1), number)
      } else if let number = Double(text) {
        sqlite3_bind_double(statement, Int32(place + 1), number)
      } else {
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        sqlite3_bind_text(statement, Int32(place + 1), text, Int32(text.utf8.count), transient)
      }
    }
    sqlite3_step(statement)
    sqlite3_finalize(statement)
  }
}
