import Foundation
import Lessons
import Notebook
import NotebookProtocol
import Terminal

/// One lesson, run from the first cell to the last with nobody watching.
final class HeadlessRun {
  struct Settings {
    /// Parameter overrides, the quick ones included.
    var values: [String: String]
    var seed: UInt64
    var quick: Bool
    var timeout: Double?
    var allowErrors: Bool
  }

  private let lesson: Lesson
  private let settings: Settings
  private let directory: RunDirectory
  private let console: Console
  private let request: EndRequest
  private let figures: FigureFiles
  private let began = ContinuousClock.now
  private var metrics = MetricLog()
  private(set) var record: RunRecord

  init(_ lesson: Lesson, settings: Settings, id: String, directory: RunDirectory, console: Console, request: EndRequest) {
    self.lesson = lesson
    self.settings = settings
    self.directory = directory
    self.console = console
    self.request = request
    figures = FigureFiles(folder: directory.path, formats: ["png", "svg"])
    record = RunRecord(
      id: id,
      lesson: .init(name: lesson.name.name, title: lesson.title, file: lesson.file, sha256: lesson.hash),
      parameters: settings.values, seed: settings.seed, quick: settings.quick, versions: Versions.all(),
      started: Date().formatted(.iso8601), cellCount: 0)
  }

  /// Runs the cells and keeps the report up to date after each.
  ///
  /// - Throws: What keeps the run from beginning, or its files from being written; a cell that fails is part of the record.
  func run() throws {
    let cells = lesson.cells(filling: .solution).filter { !$0.isEmpty }
    let sources = try cells.map { cell in
      CellSource(try lesson.source(of: cell, overriding: settings.values), file: lesson.file, line: cell.location.line)
    }
    record.cellCount = cells.count
    try directory.keep(lesson)
    var environment = ProcessInfo.processInfo.environment
    environment["GANBOOK_CHECKPOINTS"] = directory.checkpoints
    let session = try NotebookSession(.init(environment: environment, seed: settings.seed))
    record.versions["swift"] = session.toolchain.version
    heedSignals(in: session)
    session.compileAhead(sources)
    for (cell, source) in zip(cells, sources) {
      let goesOn = run(cell, source, in: session)
      try save(goesOn ? .running : nil)
      if !goesOn { break }
    }
    for failure in figures.finish() { complainOnce(failure) }
    try save(record.status == .running ? verdict : nil)
  }

  private func heedSignals(in session: NotebookSession) {
    // Of all of a session, `interrupt()` alone may be called on any thread.
    nonisolated(unsafe) let session = session
    Signals.watch([SIGINT, SIGTERM, SIGHUP]) { [request] number in
      request.note(number)
      // The first asks a training to stop at its step's end; whoever sends SIGTERM does not wait for that.
      session.interrupt()
      if number != SIGINT { session.interrupt() }
    }
  }

  /// - Returns: Whether the next cell may run.
  private func run(_ cell: Cell, _ source: CellSource, in session: NotebookSession) -> Bool {
    console.complain(StyledText("cell \(cell.number) of \(record.cellCount), line \(cell.location.line)", .faint))
    let recorder = CellRecorder(cell, console: console, figures: figures, metrics: metrics, judgesClaims: !settings.quick)
    var error: NotebookError?
    let start = ContinuousClock.now
    do throws(NotebookError) {
      let result = try session.run(source, timeLimit: timeLeft) { recorder.take($0) }
      for warning in result.warnings { console.complain(faults.lines(warning)) }
      if result.wasInterrupted { request.note(SIGINT) }
    } catch let failure {
      error = failure
    }
    recorder.finish(seconds: (ContinuousClock.now - start) / .seconds(1), error: error.map(Faults.prose))
    if let error { show(error, isMeant: cell.kind == .raises) }
    if error == nil, cell.kind == .raises {
      console.complain(StyledText("\(source.file):\(source.line): this cell was meant to fail, and did not.", .error))
    }
    record.cells.append(recorder.record)
    metrics = recorder.metrics
    return goesOn(after: error, recorder.record)
  }

  private func goesOn(after error: NotebookError?, _ cell: CellRecord) -> Bool {
    if request.signal != 0 { record.status = .interrupted }
    switch error {
    case .timedOut: record.status = .timeout
    case .interrupted: record.status = .interrupted
    case .kernelDied: record.status = .failed
    default: break
    }
    if record.status != .running { return false }
    if error == nil || cell.kind == Cell.Kind.raises.rawValue || settings.allowErrors { return true }
    record.status = .failed
    return false
  }

  /// What the whole run comes to.
  private var verdict: RunRecord.Status {
    record.cells.allSatisfy { $0.holds(judgingClaims: !settings.quick) } ? .passed : .failed
  }

  private var timeLeft: Double? { settings.timeout.map { max(0.001, $0 - seconds) } }
  private var seconds: Double { (ContinuousClock.now - began) / .seconds(1) }

  private func save(_ status: RunRecord.Status?) throws(Fault) {
    if let status { record.status = status }
    record.seconds = seconds
    record.trainings = metrics.tables.map {
      .init(
        number: $0.training, file: RunDirectory.metricsFile($0.training), metrics: $0.names, steps: $0.rows.last.map { $0.step + 1 } ?? 0,
        study: $0.study?.study, seed: $0.study?.seed)
    }
    try directory.save(record, metrics: metrics)
  }

  // MARK: Saying what went wrong

  private var faults: FaultLines {
    let lines = lesson.text.split(separator: "\n", omittingEmptySubsequences: false)
    return FaultLines(width: console.diagnosticWidth, isUnicode: console.diagnostics.isUnicode, isPlain: console.isPlain) {
      [lesson] place, line in
      place == lesson.file && lines.indices.contains(line - 1) ? String(lines[line - 1]) : nil
    }
  }

  private func show(_ error: NotebookError, isMeant: Bool) {
    console.complain(faults.lines(error))
    if isMeant { console.complain(StyledText("This cell is meant to fail.", .faint)) }
  }

  private var complaints: Set<String> = []

  /// A gnuplot that is missing is missing for every figure: once is enough.
  private func complainOnce(_ error: any Error) {
    let text = Faults.prose(error)
    if complaints.insert(text).inserted {
      console.complain((StyledText("no picture: ", .warning) + StyledText(text)).wrapped(to: console.diagnosticWidth))
    }
  }
}
