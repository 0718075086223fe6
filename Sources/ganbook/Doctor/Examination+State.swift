import StateStore

extension Examination {
  private var topic: Finding.Topic { .files }

  /// The database of history, progress and runs, which is looked at and not changed.
  func state() -> [Finding] {
    let directory = UserDirectories(environment: machine.environment).state
    let health = StateHealth(directory: directory, locks: machine.text("/proc/locks") ?? "")
    return [database(health), remote(health, directory), sessions(health), setAside(health, directory)].compactMap { $0 }
  }

  private func database(_ health: StateHealth) -> Finding {
    switch health.database {
    case .none: return topic.good("state", "no database yet", means: "The first session begins one.")
    case .sound(let bytes): return topic.good("state", "\(health.path), \(ByteCount.text(bytes)), whole")
    case .newer(let found, let known):
      return topic.bad(
        "state", "\(health.path) has schema \(found), and this Ganbook knows \(known)",
        means: "It is left alone; history and progress of a session with this one are not kept.",
        advice: "Use the newer Ganbook that wrote it, or set XDG_STATE_HOME to another place for this one.")
    case .damaged(let words):
      return topic.bad(
        "state", "\(health.path) is damaged: \(words)",
        means: "The next session sets it aside and begins a fresh one: history, progress and the index of runs are then empty; runs stay.",
        advice: "Put back a copy of the file if you have one; else open Ganbook, which does the rest.")
    case .unreadable(let words):
      return topic.bad(
        "state", "\(health.path): \(words)", means: "History and progress are not kept.",
        advice: "Look at the permissions of the file and its directory (ls -l).")
    }
  }

  private func remote(_ health: StateHealth, _ directory: String) -> Finding? {
    guard health.isRemote else { return nil }
    return topic.warning(
      "state's place", "\(directory) lies on a remote file system",
      means: "Each change waits for the other machine, and two machines must not use it at once.",
      advice: "It works; XDG_STATE_HOME on a disk of this machine is quicker.")
  }

  private func sessions(_ health: StateHealth) -> Finding? {
    guard !health.sessions.isEmpty else { return nil }
    let numbers = health.sessions.map { "\($0)" }.joined(separator: ", ")
    return topic.good(
      "sessions", "\(health.sessions.count) running: process \(numbers)",
      means: "They share history and progress, and each has a journal of its own.")
  }

  private func setAside(_ health: StateHealth, _ directory: String) -> Finding? {
    guard !health.setAside.isEmpty else { return nil }
    return topic.warning(
      "set aside", health.setAside.joined(separator: ", "),
      means: "Damaged databases of earlier sessions, kept for somebody who can read them.",
      advice: "Delete them in \(directory) when you do not miss anything.")
  }
}
