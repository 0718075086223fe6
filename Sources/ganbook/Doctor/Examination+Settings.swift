import Lessons

extension Examination {
  private static let known = [
    "GANBOOK_DATASETS", "GANBOOK_HOME", "GANBOOK_LESSONS", "GANBOOK_PICTURES", "GANBOOK_PLAIN", "GANBOOK_SNAPSHOTS", "GANBOOK_THREADS",
  ]

  /// Ganbook's own variables: a mistyped one is silently no setting at all.
  func settings() -> [Finding] {
    let own = machine.environment.keys.filter { $0.hasPrefix("GANBOOK_") }.sorted()
    let unknown = own.filter { !Self.known.contains($0) }.map { name in
      let near = Spelling.suggestions(for: name, among: Self.known).first
      return Finding.Topic.machine.warning(
        name, "no setting of Ganbook has this name", means: "It is not heeded.",
        advice: near.map { "If \($0) was meant, set that." } ?? "Take it away. There are \(Self.known.joined(separator: ", ")).")
    }
    return unknown + [snapshots()].compactMap { $0 }
  }

  private func snapshots() -> Finding? {
    guard let word = machine.variable("GANBOOK_SNAPSHOTS"), (Int(word) ?? 0) < 1 else { return nil }
    return Finding.Topic.machine.warning(
      "snapshots", "GANBOOK_SNAPSHOTS=\(word) is no number of states that `:undo` can reach",
      means: Int(word) == nil ? "It is not heeded: the bound is 200." : "Nothing can be undone.",
      advice: "Set it to a number from 1 on, or take it away.")
  }
}
