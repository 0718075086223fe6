import CSQLite
import Foundation
import StateStore

private let folder = "/dev/shm/ganbook-fuzz-\(getpid())"

/// The store whose rows are made up, and a connection past it that writes what no program of ours would.
nonisolated(unsafe) private let (store, connection): (StateStore, OpaquePointer?) = {
  let store = StateStore(directory: folder)
  var connection: OpaquePointer?
  guard sqlite3_open(folder + "/state.sqlite", &connection) == SQLITE_OK else { fatalError("\(folder) cannot be written") }
  sqlite3_exec(connection, "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF", nil, nil, nil)
  return (store, connection)
}()

// The state as a file of any bytes, or as a database with rows of any values: lines of fields, the first of which names the table. It opens, and
// what can be read of a journal makes a plan that could be followed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJournal(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  if input.starts(with: "SQLite format 3".utf8) {
    let folder = folder + "-file"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: folder + "/state.sqlite", contents: Data(input))
    read(StateStore(directory: folder))
    try? FileManager.default.removeItem(atPath: folder)
  } else {
    sqlite3_exec(
      connection, "BEGIN; DELETE FROM journal; DELETE FROM session; DELETE FROM achievement; DELETE FROM progress", nil, nil, nil)
    for line in input.split(separator: UInt8(ascii: "\n")) {
      insert(line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false))
    }
    sqlite3_exec(connection, "COMMIT", nil, nil, nil)
    read(store)
  }
  return 0
}

private let widths = [UInt8(ascii: "j"): ("journal", 13), UInt8(ascii: "s"): ("session", 8), UInt8(ascii: "p"): ("progress", 4)]

private func insert(_ fields: [ArraySlice<UInt8>]) {
  guard let (table, width) = fields.first?.first.flatMap({ widths[$0] }) else { return }
  var statement: OpaquePointer?
  let places = Array(repeating: "?", count: width).joined(separator: ",")
  guard sqlite3_prepare_v2(connection, "INSERT OR REPLACE INTO \(table) VALUES (\(places))", -1, &statement, nil) == SQLITE_OK else {
    fatalError("the table \(table) has other columns")
  }
  for (place, field) in fields.dropFirst().prefix(width).enumerated() {
    let text = String(decoding: field, as: UTF8.self)
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    // A number is stored as one, so that every column also gets what it is not made for.
    if let number = Int64(text) {
      sqlite3_bind_int64(statement, Int32(place + 1), number)
    } else if let number = Double(text) {
      sqlite3_bind_double(statement, Int32(place + 1), number)
    } else {
      sqlite3_bind_text(statement, Int32(place + 1), text, Int32(text.utf8.count), transient)
    }
  }
  sqlite3_step(statement)
  sqlite3_finalize(statement)
}

private func read(_ store: StateStore) {
  for notice in store.notices { precondition(!notice.description.isEmpty, "a notice says something") }
  _ = try? store.history()
  _ = try? store.progress()
  _ = try? store.runs()
  guard let sessions = try? store.journalSessions() else { return }
  for session in sessions.sound {
    guard let journal = try? store.journal(session: session.id) else { continue }
    follow(ReplayPlan(journal.entries), of: journal.entries)
  }
}

/// Every step goes to a state that is there by then, and no cell runs twice.
private func follow(_ plan: ReplayPlan, of entries: [JournalEntry]) {
  var states: Set = [0]
  for step in plan.steps {
    switch step {
    case .run(let entry): precondition(states.insert(entry.ordinal).inserted && entry.outcome == .finished, "a cell runs once")
    case .go(let ordinal): precondition(states.contains(ordinal), "a state is there before one goes to it")
    case .name: break
    }
  }
  precondition(states.count <= entries.count + 1 && (0...1e15).contains(plan.seconds), "there is an end to it")
}
