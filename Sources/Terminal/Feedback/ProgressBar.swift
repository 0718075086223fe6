/// Shows where a long piece of work stands: a bar that is redrawn in place, or, off a terminal, a line now and then.
///
/// Each redraw is one write, at most ten a second, and the window's width is asked for each time.
public final class ProgressBar {
  private let write: (String) -> Void
  private let terminal: () -> TerminalInformation
  private let style: Style
  private let now: () -> ContinuousClock.Instant
  private let began: ContinuousClock.Instant
  private var last: ContinuousClock.Instant?
  private var progress: Progress?
  private var isShown = false

  static let redrawInterval = Duration.milliseconds(100)
  static let logInterval = Duration.seconds(5)

  /// - Parameters:
  ///   - terminal: Asked before each redraw; a width that has changed is respected.
  ///   - write: Sends text to the terminal; standard error when nothing else is given.
  ///   - now: The clock.
  public init(
    terminal: @escaping () -> TerminalInformation, style: Style,
    write: @escaping (String) -> Void = { Output.standardError.write($0) },
    now: @escaping () -> ContinuousClock.Instant = { ContinuousClock.now }
  ) {
    self.terminal = terminal
    self.style = style
    self.write = write
    self.now = now
    began = now()
  }

  /// Shows a progress, unless the last one was shown a moment ago.
  public func update(_ progress: Progress) {
    self.progress = progress
    let information = terminal()
    let instant = now()
    let interval = information.canMoveCursor ? Self.redrawInterval : Self.logInterval
    guard instant - (last ?? (information.canMoveCursor ? began - interval : began)) >= interval else { return }
    last = instant
    let line = line(progress, information)
    if information.canMoveCursor {
      write("\r\(style(line.running))\u{1B}[K")
      isShown = true
    } else {
      write(style(line.logged) + "\n")
    }
  }

  /// Replaces the bar by one line that stays: the steps, the time they took, the last values.
  public func finish() {
    guard let progress else { return }
    let seconds = (now() - began) / .seconds(1)
    let information = terminal()
    let text = style(line(progress, information).finished(after: seconds))
    write(information.canMoveCursor ? "\r\(text)\u{1B}[K\n" : text + "\n")
    self.progress = nil
    isShown = false
  }

  /// Takes the bar away, so that other output can be printed; the next update draws it again.
  public func clear() {
    guard isShown else { return }
    write("\r\u{1B}[K")
    isShown = false
    last = nil
  }

  /// The last column stays free: a cursor that waits there makes some terminals wrap.
  private func line(_ progress: Progress, _ information: TerminalInformation) -> ProgressLine {
    let width = information.isTerminal ? max(1, information.width - 1) : .max
    return ProgressLine(progress: progress, width: width, isUnicode: information.isUnicode)
  }
}
