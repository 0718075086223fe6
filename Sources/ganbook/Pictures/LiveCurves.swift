import Figures
import Foundation
import Gnuplot
import NotebookProtocol
import Synchronization
import Terminal

/// The curves of a training while it runs, redrawn in place above its progress bar.
///
/// gnuplot draws on a thread of its own, so that the training's messages are read on; what is ready is put on the screen by whoever writes
/// there, in one write that overwrites the lines before it. A training that is over in a moment shows no curves of this kind.
final class LiveCurves {
  private let console: Console
  private let began = ContinuousClock.now
  private var lastAsked: ContinuousClock.Instant?
  /// Lines that are on the screen above the bar.
  private var shown = 0
  private var shownWidth = 0
  private let state = Mutex(State())
  private let renderer: GnuplotRenderer

  private struct State {
    var isBusy = false
    var ready: [String]?
    var hasFailed = false
  }

  /// Younger trainings are left alone.
  private static let patience = Duration.seconds(2)
  private static let interval = Duration.seconds(1)
  /// Below these there is no room for curves and a bar.
  private static let smallest = (columns: 40, rows: 20)

  init(_ console: Console) {
    self.console = console
    renderer = GnuplotRenderer(deadline: .seconds(5))
  }

  /// Whether there is a screen on which lines can be redrawn, and nobody wants it left alone.
  static func isWanted(_ console: Console, _ terminal: PictureTerminal) -> Bool {
    console.output.canMoveCursor && console.diagnostics.canMoveCursor && terminal != .none
  }

  /// Takes what the training has logged so far, and puts on the screen what was drawn meanwhile.
  ///
  /// - Returns: Whether the lines above the bar are new, so that the bar below them has to be drawn again.
  func update(_ table: MetricTable?) -> Bool {
    let size = console.size
    guard size.width >= Self.smallest.columns, size.height >= Self.smallest.rows else { return false }
    ask(for: table, size)
    guard
      let lines = state.withLock({ state in
        defer { state.ready = nil }
        return state.ready
      })
    else { return false }
    // In a window of another width the lines have been broken anew: there is no telling where they begin.
    if size.width != shownWidth { shown = 0 }
    write(lines)
    shownWidth = size.width
    return true
  }

  /// Takes the curves away.
  func clear() {
    guard shown > 0 else { return }
    console.write("\r\u{1B}[\(shown)A\u{1B}[J")
    shown = 0
  }

  private func ask(for table: MetricTable?, _ size: TerminalInformation) {
    let now = ContinuousClock.now
    guard let table, now - began >= Self.patience, now - (lastAsked ?? began) >= Self.interval else { return }
    let isFree = state.withLock { state in
      let isFree = !state.isBusy && !state.hasFailed
      if isFree { state.isBusy = true }
      return isFree
    }
    guard isFree else { return }
    lastAsked = now
    let terminal = TextTerminal(
      columns: min(size.width - 1, 100), rows: min(size.height * 2 / 3, 18), color: console.isColored,
      glyphs: console.output.isUnicode ? .unicode : .ascii)
    DispatchQueue.global(qos: .utility).async { [self] in draw(table, terminal) }
  }

  /// On a thread of its own; touches nothing but `state`.
  private func draw(_ table: MetricTable, _ terminal: TextTerminal) {
    var figure = table.figure
    figure?.title = ""
    // Panels side by side, or the first alone: the picture's height stays what it is.
    let panels = figure?.panels ?? []
    figure?.panels = Array(panels.prefix(terminal.columns >= 80 ? 2 : 1))
    let text = figure.flatMap { try? renderer.render($0, to: .text(terminal)).text }
    state.withLock { state in
      state.isBusy = false
      state.hasFailed = figure != nil && text == nil
      state.ready = text?.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// One write: the cursor goes up to the first line, each line is overwritten, and what a higher picture left is cleared.
  private func write(_ lines: [String]) {
    var lines = lines
    while lines.last?.isEmpty == true { lines.removeLast() }
    let up = shown > 0 ? "\u{1B}[\(shown)A" : ""
    // Terminals that know the mark show all of it at once; others ignore it.
    console.write("\u{1B}[?2026h\r\(up)" + lines.map { $0 + "\u{1B}[K\n" }.joined() + "\u{1B}[J\u{1B}[?2026l")
    shown = lines.count
  }
}

// Everything that two threads touch is behind the mutex.
extension LiveCurves: @unchecked Sendable {}
