/// What is to be run again, so that the notebook stands where its journal ends, and so do its branches.
///
/// A cell that failed left nothing, and one that was undone and has no name left nothing that still stands: neither runs again.
package struct ReplayPlan {
  package enum Step: Equatable {
    case run(JournalEntry)
    /// Goes back to the state after the cell of this ordinal; 0 is the state before all cells.
    case go(to: Int)
    /// Gives the state a name; the place is where the reader was.
    case name(String, place: String)
  }

  package private(set) var steps: [Step] = []
  /// The cell that was running when the notebook died. It is not run again: it may have been the cause.
  package private(set) var unfinished: JournalEntry?

  package init(_ entries: [JournalEntry]) {
    var history = History()
    for entry in entries { history.add(entry) }
    steps = history.steps
    if let last = entries.last, last.action == .cell, last.outcome == .running || last.outcome == .killed { unfinished = last }
  }

  /// The cells that run again, in order.
  package var cells: [JournalEntry] { steps.compactMap { if case .run(let entry) = $0 { entry } else { nil } } }

  /// How long the cells took when they ran first.
  package var seconds: Double { cells.reduce(0) { $0 + $1.seconds } }
}

/// The tree that a journal tells of. A state is called by the ordinal of the cell that made it, 0 being the state before all cells.
private struct History {
  private var cells: [Int: JournalEntry] = [:]
  private var parents: [Int: Int] = [:]
  private var names: [String: (state: Int, place: String)] = [:]
  private var present = 0

  mutating func add(_ entry: JournalEntry) {
    switch entry.action {
    case .cell where entry.outcome == .finished:
      cells[entry.ordinal] = entry
      parents[entry.ordinal] = present
      present = entry.ordinal
    case .cell: break
    case .undo: present = parents[present] ?? 0
    case .branch: names[entry.text] = (present, entry.place)
    case .switch:
      guard let target = names[entry.text] else { return }
      if !entry.kept.isEmpty { names[entry.kept] = (present, entry.place) }
      present = target.state
    }
  }

  /// One branch after the other, the oldest first, and then what the reader had before them. Going elsewhere ends every state that no name
  /// needs; the order makes nothing run twice all the same, for each path is left at a state that stays.
  var steps: [ReplayPlan.Step] {
    var steps: [ReplayPlan.Step] = []
    var (there, at): (Set<Int>, Int) = ([0], 0)
    func reach(_ state: Int) {
      let path = Array(path(to: state).drop { there.contains($0) })
      let base = path.first.map { parents[$0] ?? 0 } ?? state
      if base != at { steps.append(.go(to: base)) }
      steps += path.compactMap { cells[$0].map(ReplayPlan.Step.run) }
      there.formUnion(path)
      at = state
    }
    for (name, branch) in names.sorted(by: { ($0.value.state, $0.key) < ($1.value.state, $1.key) }) {
      reach(branch.state)
      steps.append(.name(name, place: branch.place))
    }
    reach(present)
    return steps
  }

  /// From the first cell to this one.
  private func path(to state: Int) -> [Int] {
    var path: [Int] = []
    var next = state
    while next != 0, let parent = parents[next] {
      path.append(next)
      next = parent
    }
    return path.reversed()
  }
}
