import NotebookProtocol
import Terminal

/// One progress bar for each training, the running one on the screen, with its curves above it where they are wanted.
final class TrainingBars {
  private let console: Console
  private let showsCurves: Bool
  private var bar: ProgressBar?
  private var curves: LiveCurves?

  init(_ console: Console, showsCurves: Bool = false) {
    self.console = console
    self.showsCurves = showsCurves
  }

  /// - Parameter table: What the training has logged so far.
  func show(_ training: TrainingProgress, _ table: MetricTable? = nil) {
    let bar = bar ?? console.progressBar()
    self.bar = bar
    if showsCurves {
      let curves = curves ?? LiveCurves(console)
      self.curves = curves
      if curves.update(table) { bar.clear() }
    }
    bar.update(
      Progress(step: training.step, steps: training.steps, rate: training.rate, latest: training.latest.map { ($0.name, $0.value) }))
    if training.isFinished { finish() }
  }

  /// Makes room for other output; the next message of the training draws the bar again.
  func clear() {
    bar?.clear()
    curves?.clear()
  }

  /// The training is over, or its cell is.
  func finish() {
    if curves != nil { clear() }
    bar?.finish()
    (bar, curves) = (nil, nil)
  }
}
