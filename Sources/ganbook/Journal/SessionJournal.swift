import Foundation
import Notebook
import StateStore

/// What the reader does to one notebook, on disk before it happens.
///
/// A session that nobody ended is one that was cut off; the next start finds it (`Leftover`). What cannot be written is said once: the
/// reader goes on without a journal.
final class SessionJournal {
  private(set) var session: JournalSession
  private(set) var entries: [JournalEntry]
  private let store: StateStore
  private let complain: (String) -> Void
  private var lock: SessionLock?
  private var isBegun: Bool
  private var hasComplained = false

  /// A notebook on a lesson that nothing has been done to.
  init(lesson file: String, hash: String, seed: UInt64, store: StateStore, complain: @escaping (String) -> Void) {
    let file = URL(fileURLWithPath: file).standardizedFileURL.path
    session = JournalSession(
      id: UUID().uuidString, lesson: file, lessonHash: hash, seed: seed, started: Date().timeIntervalSince1970, build: Versions.build)
    (entries, lock, isBegun) = ([], nil, false)
    (self.store, self.complain) = (store, complain)
  }

  /// A notebook that was cut off, and goes on.
  init(_ leftover: Leftover, store: StateStore, complain: @escaping (String) -> Void) {
    (session, entries, lock, isBegun) = (leftover.session, leftover.entries, leftover.lock, true)
    (self.store, self.complain) = (store, complain)
    // Everything runs again, in this program; what could not be read would stand behind what is written from now on.
    session.build = Versions.build
    attempt { () throws(DatabaseError) in
      try store.beginJournal(session)
      try store.cutJournal(session: session.id, after: entries.count)
    }
  }

  /// Call this before a cell runs.
  func begin(_ cell: CellSource, stop: Int?) {
    add(
      JournalEntry(
        ordinal: (entries.last?.ordinal ?? 0) + 1, action: .cell, text: cell.text, file: cell.file, line: cell.line, stop: stop,
        outcome: .running))
  }

  /// Call this when the cell that was begun last has ended.
  func finish(_ outcome: JournalEntry.Outcome, seconds: Double = 0, stops: [Int: Int] = [:]) {
    guard var entry = entries.last, entry.outcome == .running else { return }
    (entry.outcome, entry.seconds, entry.stops) = (outcome, seconds, stops)
    entries[entries.count - 1] = entry
    write(entry)
  }

  /// Something that takes no time.
  ///
  /// - Parameters:
  ///   - place: Where the reader was when a state got a name.
  ///   - kept: The name under which the state that was left stays.
  func note(_ action: JournalEntry.Action, _ name: String = "", at place: Place? = nil, kept: String = "") {
    add(
      JournalEntry(
        ordinal: (entries.last?.ordinal ?? 0) + 1, action: action, text: name, place: place?.text ?? "", kept: kept))
  }

  /// What could not be run again is no part of the notebook any more.
  func drop(_ ordinals: Set<Int>) {
    for index in entries.indices where ordinals.contains(entries[index].ordinal) {
      entries[index].outcome = .failed
      write(entries[index])
    }
  }

  /// Remembers where the reader is, once there is something to come back to.
  func save(_ place: Place) {
    guard isBegun, let text = place.text, text != session.place else { return }
    session.place = text
    attempt { () throws(DatabaseError) in try store.saveJournalPlace(session: session.id, text) }
  }

  /// The reader leaves, or begins anew: there is nothing to go on with.
  func forget() {
    guard isBegun else { return }
    attempt { () throws(DatabaseError) in try store.endJournal(session: session.id) }
    lock?.remove()
    (lock, isBegun, entries) = (nil, false, [])
  }

  private func add(_ entry: JournalEntry) {
    if !isBegun {
      isBegun = true
      lock = store.lock(session: session.id)
      attempt { () throws(DatabaseError) in try store.beginJournal(session) }
    }
    entries.append(entry)
    write(entry)
  }

  private func write(_ entry: JournalEntry) {
    attempt { () throws(DatabaseError) in try store.writeJournal(session: session.id, entry) }
  }

  private func attempt(_ body: () throws(DatabaseError) -> Void) {
    do {
      try body()
    } catch {
      if !hasComplained { complain("What you do from here on could not be gone on with after a crash: \(error).") }
      hasComplained = true
    }
  }
}
