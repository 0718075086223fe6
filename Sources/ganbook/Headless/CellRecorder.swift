import Figures
import Lessons
import Notebook
import NotebookProtocol
import Terminal

/// Listens to one cell of a headless run: prints what it shows, and writes it down.
final class CellRecorder {
  private(set) var record: CellRecord
  private(set) var metrics: MetricLog
  private let trainingsBefore: Int
  private let console: Console
  private let outcomes: OutcomeLines
  private let figures: FigureFiles
  private let judgesClaims: Bool
  private let bars: TrainingBars

  /// - Parameter metrics: Those of the cells before.
  init(_ cell: Cell, console: Console, figures: FigureFiles, metrics: MetricLog, judgesClaims: Bool) {
    record = CellRecord(number: cell.number, line: cell.location.line, kind: cell.kind.rawValue, source: cell.source)
    self.console = console
    self.figures = figures
    self.metrics = metrics
    self.judgesClaims = judgesClaims
    trainingsBefore = metrics.tables.count
    outcomes = OutcomeLines(console)
    bars = TrainingBars(console)
  }

  func take(_ event: CellEvent) {
    switch event {
    case .started, .statesDropped: break
    case .output(let text): take(text, to: console.write)
    case .errorOutput(let text): take(text, to: console.writeAside)
    case .message(let message): take(message)
    case .outputTruncated(let limit):
      let text = "The cell printed more than \(limit) bytes; the rest is left out."
      record.notes.append(text)
      console.complain(outcomes.note(text))
    }
  }

  private func take(_ text: String, to write: (String) -> Void) {
    bars.clear()
    record.output += text
    write(console.harmless(text))
  }

  private func take(_ message: CellMessage) {
    switch message {
    case .progress(let training):
      metrics.note(training)
      bars.show(training)
    case .metrics(let records): metrics.add(records)
    case .value(let value):
      record.value = value
      print([StyledText(console.harmless(value.text))])
    case .figure(let figure): draw(figure)
    case .claim(let claim):
      record.claims.append(claim)
      print(outcomes.claim(claim, judged: judgesClaims))
    case .check(let check):
      record.checks.append(check)
      print(outcomes.check(check))
    case .table(let table):
      record.tables.append(table)
      print(outcomes.table(table))
    case .checkpoint(let checkpoint): note(checkpoint)
    case .note(let text):
      record.notes.append(text)
      bars.clear()
      console.complain(outcomes.note(text))
    case .variables, .engineFailure: break
    }
  }

  /// The cell is over: the curves of its trainings are drawn, and the record is complete.
  func finish(seconds: Double, error: String?) {
    bars.finish()
    for figure in MetricTable.figures(of: Array(metrics.tables.dropFirst(trainingsBefore))) { draw(figure) }
    record.seconds = seconds
    record.error = error
    record.status = error == nil ? .passed : .failed
  }

  private func draw(_ figure: Figure) {
    let files = figures.draw(figure)
    record.figures.append(.init(title: FigureFiles.name(of: figure), alternativeText: figure.alternativeText, files: files))
    print([StyledText("figure  ", .faint) + StyledText(files.first ?? "", .faint)])
  }

  private func note(_ checkpoint: KeptCheckpoint) {
    let folder = figures.folder + "/"
    let file = checkpoint.path.hasPrefix(folder) ? String(checkpoint.path.dropFirst(folder.count)) : checkpoint.path
    record.checkpoints =
      (record.checkpoints ?? []).filter { $0.file != file } + [.init(name: checkpoint.name, file: file, bytes: checkpoint.bytes)]
    print([StyledText("model   ", .faint) + StyledText(file, .faint)])
  }

  private func print(_ lines: [StyledText]) {
    bars.clear()
    console.print(lines)
  }
}
