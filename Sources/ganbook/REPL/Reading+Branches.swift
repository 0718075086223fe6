import Figures
import Notebook
import NotebookProtocol
import Terminal

extension Reading {
  /// What `:switch` leaves behind without a name stays under this one.
  static let previous = "previous"

  /// Keeps the present state under a name, or lists the names.
  func branch(_ name: String) {
    guard !name.isEmpty else { return listBranches() }
    guard isName(name), let session else { return complain("A branch's name is one word, such as :branch collapsed.") }
    do throws(NotebookError) {
      try session.branch(name)
    } catch {
      return complain(error.description)
    }
    bookmarks[name] = place
    journal.note(.branch, name, at: place)
    let text =
      "The state after \(Self.count(of: ran.count, "cell")) is kept as `\(name)`: :switch \(name) comes back to it, from wherever you are."
    console.print(StyledText(text, .faint).wrapped(to: console.width))
  }

  private func isName(_ text: String) -> Bool { text.allSatisfy { !$0.isWhitespace } && text != "now" }

  private func listBranches() {
    guard let session, !session.branches.isEmpty else {
      return complain("There are no branches yet: :branch NAME keeps the present state.")
    }
    let present = session.cells.last ?? 0
    let rows = session.branches.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { name, cell -> StyledText in
      let trainings = everRan[cell]?.metrics.tables.count ?? 0
      let what = trainings == 0 ? "" : "  \(Self.count(of: trainings, "training"))"
      return StyledText(cell == present ? "* " : "  ") + StyledText(name, .strong) + StyledText(what, .faint)
    }
    console.print(rows)
  }

  /// Goes to a branch. The state that is left stays as `previous` if it has no name.
  func switchTo(_ name: String) {
    guard !name.isEmpty else { return complain("Name a branch: :switch NAME. :branch lists them.") }
    do throws(NotebookError) {
      let session = try openSession()
      guard let target = session.branches[name] else { throw .unknownBranch(name, known: session.branches.keys.sorted()) }
      let keeps = session.isPresentUnnamed
      let left = place
      let goal = bookmarks[name]
      if keeps { try session.branch(Self.previous) }
      try session.go(to: target)
      journal.note(.switch, name, at: left, kept: keeps ? Self.previous : "")
      if keeps { bookmarks[Self.previous] = left }
      arrive(at: goal, name, keeps: keeps)
    } catch {
      console.complain(faults.lines(error))
      reconcile()
    }
  }

  private func arrive(at goal: Place?, _ name: String, keeps: Bool) {
    undone = []
    takeOver()
    if let goal {
      settled = goal.settled
      move(to: goal.position)
      hasOwnVersion = goal.hasOwnVersion
    }
    let left = keeps ? " What you left is kept as `\(Self.previous)`." : ""
    console.print(StyledText("The notebook stands at `\(name)`.\(left)", .faint).wrapped(to: console.width))
    saveProgress()
    showPlace()
    compileAhead()
  }

  /// Draws the trainings in which two branches differ, each metric with a curve for either.
  func compare(_ argument: String) {
    let names = argument.split(separator: " ").map(String.init)
    guard names.count == 2, let session else { return complain("Name two branches: :compare A B. `now` is the present state.") }
    var cells: [Int] = []
    for name in names {
      guard let cell = name == "now" ? session.cells.last ?? 0 : session.branches[name] else {
        return complain(NotebookError.unknownBranch(name, known: session.branches.keys.sorted()).description)
      }
      cells.append(cell)
    }
    let common = everRan[session.commonCell(cells[0], cells[1])]?.metrics.tables.count ?? 0
    let runs = zip(names, cells).compactMap { name, cell in
      everRan[cell]?.metrics.tables.dropFirst(common).last.map { (name: name, table: $0) }
    }
    guard runs.count == 2, let figure = MetricTable.comparison(runs) else {
      return complain("There is nothing to compare: each branch needs a training of its own that logged metrics, after where they part.")
    }
    pictures.show(figure, on: console)
  }
}
