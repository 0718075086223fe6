import Lessons
import Terminal

extension Reading {
  /// The stop from its prose to the line that says where one is, and the next cells begin to be compiled.
  ///
  /// - Parameter paged: Whether a window that is too low is filled page by page; not while cells run one after the other.
  func showStop(paged: Bool = true) {
    let lines = view.lines(stop, code: standIn)
    paged ? console.page(lines) : console.print(lines)
    showPlace()
    compileAhead()
  }

  func showPlace() { console.print(view.place(stop, next: whatReturnDoes)) }

  /// Goes on to the next stop, and remembers it.
  func advance(paged: Bool = true) {
    settled.insert(position)
    move(to: position + 1)
    saveProgress()
    showStop(paged: paged)
  }

  /// Cells before the one that is shown that have not run, as when a reader comes back to a lesson or jumps ahead.
  var owed: [Int] {
    guard stop.cell != nil else { return [] }
    return itinerary.stops[..<position].indices.filter { itinerary.stops[$0].cell != nil && !settled.contains($0) }
  }

  func saveProgress() {
    progress.cell = itinerary.cell(from: position).map { $0.number - 1 } ?? itinerary.cellCount
    try? store.saveProgress(progress)
  }

  private var whatReturnDoes: String {
    let owed = owed.compactMap { itinerary.stops[$0].cell?.number }
    if let first = owed.first, let last = owed.last {
      return first == last ? "Return first runs cell \(first)" : "Return first runs cells \(first) to \(last)"
    }
    switch stop.content {
    case .quiz(let quiz): return if case .number = quiz.answer { "type a number, or :skip" } else { "type a letter, or :skip" }
    case .end: return nextLesson.map { ":open \($0) goes on" } ?? ":lessons lists all lessons"
    case .cell(let cell): return whatReturnDoes(cell)
    }
  }

  private func whatReturnDoes(_ cell: Cell) -> String {
    if standIn != nil { return "Return runs the solution" }
    switch cell.kind {
    case .exercise: return hasOwnVersion ? "Return goes on to the check" : "type your own version (:edit, :hint); Return runs the starter"
    case .check: return "Return checks your work"
    case .raises: return "Return runs it; it is meant to fail"
    case .setup: return "Return runs this set-up"
    case .plain, .parameters, .solution: return "Return runs it"
    }
  }

  private var nextLesson: String? {
    guard let library, let index = library.entries.firstIndex(where: { $0.name == lesson.name }) else { return nil }
    return library.entries.dropFirst(index + 1).first(where: \.isListed)?.name.name
  }
}
