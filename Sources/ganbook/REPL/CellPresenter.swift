import Figures
import Notebook
import NotebookProtocol
import Terminal

/// Shows one cell of the reader's as it runs.
final class CellPresenter {
  private let console: Console
  private let outcomes: OutcomeLines
  private let pictures: Pictures
  private let bars: TrainingBars
  /// A cell that runs again on the way to a later one shows its trainings and its errors only.
  private let isQuiet: Bool
  private let metricsBefore: MetricLog
  private(set) var metrics: MetricLog
  private(set) var checks: [CheckOutcome] = []
  private var isLineOpen = false
  /// The cell has drawn curves of its own: those of its last training need not be drawn again.
  private var hasDrawnCurves = false

  init(_ console: Console, pictures: Pictures, metrics: MetricLog, isQuiet: Bool = false) {
    self.console = console
    self.pictures = pictures
    self.metrics = metrics
    self.isQuiet = isQuiet
    metricsBefore = metrics
    outcomes = OutcomeLines(console)
    bars = TrainingBars(console, showsCurves: LiveCurves.isWanted(console, pictures.terminal))
  }

  func take(_ event: CellEvent) {
    switch event {
    case .started, .statesDropped: break
    case .output(let text): if !isQuiet { pass(text, to: console.write) }
    case .errorOutput(let text): pass(text, to: console.writeAside)
    case .message(let message): take(message)
    case .outputTruncated(let limit): show(outcomes.note("The cell printed more than \(limit) bytes; the rest is left out."))
    }
  }

  /// The cell is over: the curves of its last training or study are shown, those of the others are kept as files.
  func finish() {
    bars.finish()
    closeLine()
    let figures = MetricTable.figures(of: Array(metrics.tables.dropFirst(metricsBefore.tables.count)))
    for (index, figure) in figures.enumerated() {
      let isLast = index == figures.count - 1
      if isQuiet || (isLast && hasDrawnCurves) { continue }
      isLast ? pictures.show(figure, on: console) : pictures.keep(figure, on: console)
    }
  }

  /// The cell was taken back, and so is what it logged, also in a training that an earlier cell began.
  func abandon() {
    bars.finish()
    closeLine()
    metrics = metricsBefore
  }

  private func take(_ message: CellMessage) {
    switch message {
    case .progress(let training):
      closeLine()
      metrics.note(training)
      bars.show(training, metrics.tables.last { $0.training == training.training })
    case .metrics(let records): metrics.add(records)
    case .check(let check):
      checks.append(check)
      show(outcomes.check(check))
    case .note(let text): show(outcomes.note(console.harmless(text)))
    case .value(let value): if !isQuiet { show([StyledText(console.harmless(value.text))]) }
    case .figure(let figure): if !isQuiet { draw(figure) }
    case .claim(let claim): if !isQuiet { show(outcomes.claim(claim, judged: true)) }
    case .table(let table): if !isQuiet { show(outcomes.table(table)) }
    case .checkpoint(let checkpoint): if !isQuiet { show([StyledText("model    \(UserDirectories.short(checkpoint.path))", .faint)]) }
    case .variables, .engineFailure: break
    }
  }

  private func draw(_ figure: Figure) {
    bars.clear()
    closeLine()
    hasDrawnCurves = hasDrawnCurves || figure.panels.contains { if case .curves = $0.content { true } else { false } }
    pictures.show(figure, on: console)
  }

  private func show(_ lines: [StyledText]) {
    bars.clear()
    closeLine()
    console.print(lines)
  }

  private func pass(_ text: String, to write: (String) -> Void) {
    bars.clear()
    write(console.harmless(text))
    isLineOpen = !text.hasSuffix("\n")
  }

  /// What follows begins on a line of its own, even after `print(..., terminator: "")`.
  private func closeLine() {
    if isLineOpen { console.write("\n") }
    isLineOpen = false
  }
}
