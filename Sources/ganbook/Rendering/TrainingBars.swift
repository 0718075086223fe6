import NotebookProtocol
import Terminal

/// One progress bar for each training, the running one on the screen.
final class TrainingBars {
  private let console: Console
  private var bar: ProgressBar?

  init(_ console: Console) {
    self.console = console
  }

  func show(_ training: TrainingProgress) {
    let bar = bar ?? console.progressBar()
    self.bar = bar
    bar.update(
      Progress(step: training.step, steps: training.steps, rate: training.rate, latest: training.latest.map { ($0.name, $0.value) }))
    if training.isFinished { finish() }
  }

  /// Makes room for other output; the next message of the training draws the bar again.
  func clear() { bar?.clear() }

  /// The training is over, or its cell is.
  func finish() {
    bar?.finish()
    bar = nil
  }
}
