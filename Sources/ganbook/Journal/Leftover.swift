import Foundation
import Lessons
import StateStore

/// A notebook that was cut off: its journal is there, and nobody lives in it.
struct Leftover {
  let session: JournalSession
  let lock: SessionLock
  let journal: Journal
  let lesson: Lesson

  var entries: [JournalEntry] { journal.entries }

  /// What nobody has come back to for so long is forgotten.
  private static let daysKept = 30

  /// Finds the newest one, and takes it for this process.
  ///
  /// - Parameter lesson: Only notebooks on the lesson of this file.
  /// - Returns: The notebook, and what the reader should know of others that cannot go on.
  static func newest(in store: StateStore, on lesson: String?) -> (leftover: Leftover?, notices: [String]) {
    let wanted = lesson.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
    var notices: [String] = []
    do throws(DatabaseError) {
      let sessions = try store.journalSessions()
      for id in sessions.damaged where forget(damaged: id, in: store) {
        notices.append("The journal of a notebook that was cut off is damaged, and was let go: it cannot go on.")
      }
      for session in sessions.sound {
        guard let lock = store.lock(session: session.id) else { continue }
        let journal = try store.journal(session: session.id)
        if isOver(session, journal) {
          if journal.lost > 0 { notices.append("\(name(of: session)) cannot go on: its journal is damaged, and was let go.") }
          forget(session, lock, in: store)
        } else if wanted == nil || wanted == session.lesson {
          do throws(LessonError) {
            return (Leftover(session: session, lock: lock, journal: journal, lesson: try Lesson(path: session.lesson)), notices)
          } catch {
            notices.append(
              "\(name(of: session)) cannot go on without its lesson. \(error.description) Put the file back and start again: "
                + "the journal is kept for \(daysKept) days.")
          }
        }
      }
    } catch {
      notices.append("Notebooks that were cut off could not be looked for: \(error).")
    }
    return (nil, notices)
  }

  func forget(in store: StateStore) { Self.forget(session, lock, in: store) }

  /// Whether nothing of it could run again, or nobody has asked for it in all the time that it is kept.
  private static func isOver(_ session: JournalSession, _ journal: Journal) -> Bool {
    session.started < Date().timeIntervalSince1970 - Double(daysKept * 86_400) || ReplayPlan(journal.entries).cells.isEmpty
  }

  private static func name(of session: JournalSession) -> String {
    "Your notebook on \(UserDirectories.short(session.lesson)), which was cut off,"
  }

  private static func forget(damaged id: String, in store: StateStore) -> Bool {
    guard let lock = store.lock(session: id) else { return false }
    try? store.endJournal(session: id)
    lock.remove()
    return true
  }

  private static func forget(_ session: JournalSession, _ lock: SessionLock, in store: StateStore) {
    try? store.endJournal(session: session.id)
    lock.remove()
  }
}
