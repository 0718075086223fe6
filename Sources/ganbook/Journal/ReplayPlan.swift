import StateStore

/// What is to be run again, so that the notebook stands where its journal ends.
///
/// A cell that failed left nothing, and one that was undone left nothing that still stands: neither runs again.
struct ReplayPlan {
  /// The cells that made the state that stands, in order.
  private(set) var cells: [JournalEntry] = []
  /// The cell that was running when the notebook died. It is not run again: it may have been the cause.
  private(set) var unfinished: JournalEntry?

  init(_ entries: [JournalEntry]) {
    for entry in entries {
      switch entry.action {
      case .cell: if entry.outcome == .finished { cells.append(entry) }
      case .undo: cells = cells.dropLast()
      case .branch, .switch: break
      }
    }
    if let last = entries.last, last.action == .cell, last.outcome == .running || last.outcome == .killed { unfinished = last }
  }

  /// How long the cells took when they ran first.
  var seconds: Double { cells.reduce(0) { $0 + $1.seconds } }
}
