import Foundation
import Lessons
import Notebook
import NotebookProtocol
import Terminal

extension Reading {
  /// Return: what has not run yet first, then what is shown.
  func next() {
    if !owed.isEmpty { return catchUp() }
    switch stop.content {
    case .end: showPlace()
    case .quiz: console.remark("This is a question: type your answer, or :skip to go on without.")
    case .cell(let cell):
      // The reader's own version stands in the notebook; the starter would only hide it.
      if cell.kind == .exercise, hasOwnVersion, standIn == nil { return advance() }
      if runShown() { advance() }
    }
  }

  /// Runs on until something asks for the reader: a question, an exercise, a failure, the end.
  func play() {
    if !owed.isEmpty {
      catchUp()
      if !owed.isEmpty { return }
    }
    repeat {
      guard let cell = stop.cell, cell.kind != .exercise else { return next() }
      guard runShown() else { return }
      advance(paged: stop.cell == nil)
    } while stop.cell != nil
  }

  /// Runs everything from here to the end, with solutions in the exercises' places.
  func runAll() {
    catchUp()
    while owed.isEmpty, case .cell(let cell) = stop.content {
      if cell.kind == .exercise { standIn = stop.exercise?.solution }
      guard runShown() else { return }
      settled.insert(position)
      move(to: position + 1)
      while stop.quiz != nil { move(to: position + 1) }
    }
    saveProgress()
    showStop()
  }

  /// Runs the cells that the shown one builds on, without their pictures and values.
  private func catchUp() {
    for index in owed {
      guard let cell = itinerary.stops[index].cell else { continue }
      settled.insert(index)
      // A cell that is meant to fail leaves nothing for later ones.
      if cell.kind == .raises { continue }
      console.remark("cell \(cell.number)")
      let solution = cell.kind == .exercise ? itinerary.stops[index].exercise?.solution : nil
      guard run(solution ?? cell, at: index, isQuiet: true) else {
        settled.remove(index)
        move(to: index)
        return showPlace()
      }
    }
    showPlace()
  }

  /// Runs the cell that is shown, or what stands in its place.
  ///
  /// - Returns: Whether the reader may go on.
  private func runShown() -> Bool {
    guard let cell = stop.cell else { return false }
    return run(standIn ?? cell, at: position)
  }

  /// Runs a cell of the lesson.
  ///
  /// - Returns: Whether it did what it should: a cell that is meant to fail should, and checks should pass.
  func run(_ cell: Cell, at index: Int, isQuiet: Bool = false) -> Bool {
    if cell.isEmpty { return true }
    let source = CellSource(cell.source, file: lesson.file, line: cell.location.line)
    let presenter = CellPresenter(console, pictures: pictures, metrics: metrics, isQuiet: isQuiet)
    let succeeded = execute(source, as: Ran(stop: index), presenter)
    if cell.kind == .raises {
      if !succeeded { console.remark("It was meant to fail, and the notebook stands as before.") }
      return !succeeded
    }
    return succeeded && (cell.kind != .check || judge(presenter.checks, of: cell))
  }

  /// Runs Swift that the reader typed.
  func run(typed text: String) {
    let last = typed.keys.compactMap { Int($0.dropFirst("input ".count)) }.max() ?? 0
    let name = "input \(last + 1)"
    typed[name] = text
    let presenter = CellPresenter(console, pictures: pictures, metrics: metrics)
    let succeeded = execute(CellSource(text, file: name), as: Ran(stop: nil), presenter)
    if succeeded, stop.exercise != nil, !hasOwnVersion {
      hasOwnVersion = true
      showPlace()
    }
    if succeeded { compileAhead() } else { remindOfOwedCells() }
  }

  private func remindOfOwedCells() {
    if let first = owed.first.flatMap({ itinerary.stops[$0].cell?.number }) {
      console.remark("Cells from \(first) on have not run yet, and their names are unknown: Return runs them.")
    }
  }

  // MARK: The notebook

  /// - Returns: Whether the cell ran to its end.
  private func execute(_ source: CellSource, as entry: Ran, _ presenter: CellPresenter) -> Bool {
    leftover = nil
    let result = attempt(as: entry, presenter) { session, onEvent throws(NotebookError) in
      journal.begin(source, stop: entry.stop)
      return try session.run(source, onEvent: onEvent)
    }
    if result != nil { undone = [] }
    return result != nil
  }

  /// Runs a cell that ran before in this notebook, and that the journal has.
  ///
  /// - Parameter stops: Where its trainings stopped.
  func execute(_ source: CellSource, as entry: Ran, _ presenter: CellPresenter, again stops: [Int: Int]) -> CellResult? {
    attempt(as: entry, presenter) { session, onEvent throws(NotebookError) in try session.run(source, stops: stops, onEvent: onEvent) }
  }

  /// Runs the cell that was undone last.
  func executeUndone(as entry: Ran, _ presenter: CellPresenter) -> Bool {
    attempt(as: entry, presenter) { session, onEvent throws(NotebookError) in
      if let source = session.nextRedo { journal.begin(source, stop: entry.stop) }
      return try session.redo(onEvent: onEvent)
    } != nil
  }

  private typealias Run = (NotebookSession, (CellEvent) -> Void) throws(NotebookError) -> CellResult

  private func attempt(as entry: Ran, _ presenter: CellPresenter, _ run: Run) -> CellResult? {
    defer { reconcile() }
    do throws(NotebookError) {
      let result = try run(openSession()) { event in
        if case .statesDropped(let reach) = event { tell(reach: reach) } else { presenter.take(event) }
      }
      journal.finish(.finished, seconds: result.seconds, stops: result.stops)
      presenter.finish()
      metrics = presenter.metrics
      note(entry, result)
      for warning in result.warnings { console.complain(faults.lines(warning)) }
      if result.seconds > 1 { console.print(StyledText(Number.duration(result.seconds), .faint)) }
      return result
    } catch {
      let isDeath = if case .kernelDied = error { true } else { false }
      journal.finish(isDeath ? .killed : .failed)
      presenter.abandon()
      metrics = presenter.metrics
      console.complain(faults.lines(error))
      if isDeath { offerToResume() }
      return nil
    }
  }

  private func note(_ entry: Ran, _ result: CellResult) {
    var entry = entry
    (entry.cell, entry.metrics, entry.at) = (result.number, metrics, entry.stop ?? position)
    (entry.compiling, entry.running) = (result.durations.total, result.seconds)
    ran.append(entry)
    everRan[entry.cell] = entry
  }

  /// Said when it changes: at the bound every cell lets go of a state.
  private func tell(reach: Int) {
    guard reach != toldReach else { return }
    toldReach = reach
    let text = "The oldest states were let go to save memory: :undo reaches back \(reach) cells from here."
    console.print(OutcomeLines(console).note(text))
  }

  func openSession() throws(NotebookError) -> NotebookSession {
    if let session { return session }
    var environment = ProcessInfo.processInfo.environment
    environment["GANBOOK_CHECKPOINTS"] = pictures.folder + "/checkpoints"
    let opened = try NotebookSession(.init(environment: environment, seed: journal.session.seed))
    session = opened
    return opened
  }

  /// The kernel comes up while the reader reads. What keeps it from coming up is said now, and again when a cell is to run.
  func startSession() {
    do {
      _ = try openSession()
      compileAhead()
      startCompletion()
    } catch {
      console.complain(faults.lines(error))
    }
  }

  /// The kernel may have lost states, or all of them: what ran in these has not run.
  func reconcile() {
    guard let session else { return }
    while ran.count > session.depth {
      let lost = ran.removeLast()
      if let stop = lost.stop { settled.remove(stop) }
      metrics = ran.last?.metrics ?? MetricLog()
    }
    for name in bookmarks.keys.filter({ session.branches[$0] == nil }).sorted() {
      bookmarks[name] = nil
      if session.isAlive { complain("The branch `\(name)` is gone: its process was ended, perhaps because memory ran out.") }
    }
  }

  /// Compiles the next cells while the reader reads the first of them.
  func compileAhead() {
    guard owed.isEmpty, stop.cell != nil else { return }
    let cells = itinerary.stops[position...].compactMap(\.cell).prefix(3)
    session?.compileAhead(cells.map { CellSource($0.source, file: lesson.file, line: $0.location.line) })
  }

  var faults: FaultLines {
    let lines = lesson.text.split(separator: "\n", omittingEmptySubsequences: false)
    return FaultLines(width: console.diagnosticWidth, isUnicode: console.output.isUnicode, isPlain: console.isPlain) {
      [lesson, typed] place, line in
      // Places in the library have no text here.
      let lines = place == lesson.file ? lines : typed[place]?.split(separator: "\n", omittingEmptySubsequences: false) ?? []
      return lines.indices.contains(line - 1) ? String(lines[line - 1]) : nil
    }
  }
}
