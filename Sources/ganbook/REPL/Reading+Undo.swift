import Notebook
import Terminal

extension Reading {
  /// Takes cells back, the newest first.
  func undo(_ argument: String) {
    guard let count = Self.count(argument) else { return complain(":undo N takes the last N cells back.") }
    guard let session else { return complain("There is nothing to undo: no cell has run.") }
    var taken: [Ran] = []
    do throws(NotebookError) {
      while taken.count < count {
        try session.undo()
        journal.note(.undo)
        if let last = ran.last { taken.append(last) }
        reconcile()
      }
    } catch {
      complain(Faults.prose(error))
    }
    guard !taken.isEmpty else { return }
    undone += taken
    report(taken)
  }

  private func report(_ taken: [Ran]) {
    let what = taken.count > 1 ? "\(taken.count) cells" : taken[0].stop == nil ? "what you typed last" : "cell \(number(taken[0]) ?? 0)"
    let more = taken.count == 1 && taken[0].stop == nil ? "" : " Files that \(taken.count == 1 ? "it" : "they") wrote stay written."
    console.print(StyledText("Took back \(what); the notebook stands as before.\(more)", .faint).wrapped(to: console.width))
    guard let stop = taken.compactMap(\.stop).last else { return }
    move(to: stop)
    showPlace()
    compileAhead()
  }

  /// Runs cells that were taken back again, the one that was taken back last first.
  func redo(_ argument: String) {
    guard let count = Self.count(argument) else { return complain(":redo N runs the last N cells that were taken back.") }
    guard session?.canRedo == true, !undone.isEmpty else { return complain(NotebookError.nothingToRedo.description) }
    for _ in 0..<min(count, undone.count) {
      let entry = undone.removeLast()
      console.print(StyledText(number(entry).map { "cell \($0)" } ?? "what you typed", .faint))
      let presenter = CellPresenter(console, pictures: pictures, metrics: metrics)
      guard executeUndone(as: Ran(stop: entry.stop), presenter) else {
        undone.append(entry)
        break
      }
      guard let stop = entry.stop else { continue }
      settled.insert(stop)
      move(to: stop + 1)
    }
    saveProgress()
    showPlace()
    compileAhead()
  }

  private func number(_ entry: Ran) -> Int? { entry.stop.flatMap { itinerary.stops[$0].cell?.number } }

  private static func count(_ argument: String) -> Int? {
    argument.isEmpty ? 1 : Int(argument).flatMap { $0 > 0 ? $0 : nil }
  }
}
