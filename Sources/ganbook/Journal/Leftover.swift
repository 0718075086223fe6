import Foundation
import Lessons
import StateStore

/// A notebook that was cut off: its journal is there, and nobody lives in it.
struct Leftover {
  let session: JournalSession
  let lock: SessionLock
  let entries: [JournalEntry]
  let lesson: Lesson

  /// What nobody has come back to for so long is forgotten.
  private static let daysKept = 30.0

  /// Finds the newest one, and takes it for this process.
  ///
  /// - Parameter lesson: Only notebooks on the lesson of this file.
  static func newest(in store: StateStore, on lesson: String?) -> Leftover? {
    let wanted = lesson.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
    for session in (try? store.journalSessions()) ?? [] {
      guard let lock = store.lock(session: session.id) else { continue }
      let entries = (try? store.journal(session: session.id)) ?? []
      let isOld = session.started < Date().timeIntervalSince1970 - daysKept * 86_400
      if isOld || ReplayPlan(entries).cells.isEmpty {
        forget(session, lock, in: store)
      } else if wanted == nil || wanted == session.lesson, let lesson = try? Lesson(path: session.lesson) {
        return Leftover(session: session, lock: lock, entries: entries, lesson: lesson)
      }
    }
    return nil
  }

  func forget(in store: StateStore) { Self.forget(session, lock, in: store) }

  private static func forget(_ session: JournalSession, _ lock: SessionLock, in store: StateStore) {
    try? store.endJournal(session: session.id)
    lock.remove()
  }
}
