import Glibc

/// Reads cells from the reader: several lines at a time, with history and completion, or plain lines where no one types.
///
/// The editing is GNU readline's. What is added: a cell is edited as one text of several lines, Return ends it only when it is finished,
/// and the prompt can wait for other descriptors too. Where standard input is no terminal, readline is not touched.
///
/// Readline's state is global, so at most one line editor reads at a time, on one thread.
public final class LineEditor {
  let options: LineEditorOptions
  private let style: Style
  private let terminal: TerminalInformation
  private let input: Int32
  /// Whether somebody types, so that keys mean something and TAB completes.
  public let isInteractive: Bool
  private var pipedLines: PipedLines
  private var isPrepared = false
  /// Whole cells, the oldest first, none twice.
  public private(set) var history: [String] = []

  /// - Parameters:
  ///   - history: Whole cells, the oldest first.
  ///   - terminal: The one that the prompt is written to.
  public init(options: LineEditorOptions = LineEditorOptions(), style: Style, terminal: TerminalInformation, history: [String] = []) {
    self.options = options
    self.style = style
    self.terminal = terminal
    input = STDIN_FILENO
    isInteractive = isatty(STDIN_FILENO) == 1 && (isatty(STDOUT_FILENO) == 1 || isatty(STDERR_FILENO) == 1)
    pipedLines = PipedLines(descriptor: STDIN_FILENO)
    for cell in history { remember(cell) }
  }

  /// Reads one cell.
  ///
  /// Ctrl-C clears what is typed and asks again. An empty cell is an empty text.
  ///
  /// - Parameters:
  ///   - prompt: Stands before the first line.
  ///   - continuation: Stands before every other line; as wide as the prompt, so that lines stand below each other.
  ///   - watching: Descriptors that may become readable while the reader thinks.
  ///   - onReady: Called for each that has become readable; what it prints belongs inside `whileHidden`.
  /// - Returns: The cell without the newline at its end; `nil` at the end of the input, or after Ctrl-D on an empty line.
  public func readCell(
    prompt: StyledText, continuation: StyledText, watching: [Int32] = [], onReady: (Int32) -> Void = { _ in }
  ) -> String? {
    guard isInteractive else { return readPipedCell() }
    prepare()
    Readline.begin(
      ReadlineSession(editor: self, prompt: prompt, continuation: continuation.plain, style: style, canMoveCursor: terminal.canMoveCursor))
    defer { Readline.end() }
    var cell: String?
    while true {
      let line = readLine(cell == nil ? prompt : continuation, watching: watching, onReady: onReady)
      switch line {
      case .interrupted: cell = nil
      case .end: return cell
      case .line(let text):
        let whole = cell.map { $0 + "\n" + text } ?? text
        guard options.isFinished(whole) else {
          cell = whole
          continue
        }
        remember(whole)
        return whole
      }
    }
  }

  /// Prints while the prompt is shown: it disappears first, and stands below the output afterwards.
  public func whileHidden(_ body: () -> Void) {
    isInteractive ? Readline.whileHidden(body) : body()
  }

  /// Adds a cell to what the arrow keys bring back. A cell that is already there moves to the end.
  public func remember(_ cell: String) {
    guard cell.contains(where: { !$0.isWhitespace }), history.last != cell else { return }
    let earlier = history.firstIndex(of: cell)
    if let earlier { history.remove(at: earlier) }
    history.append(cell)
    guard isPrepared else { return }
    if let earlier { Readline.removeHistory(at: earlier) }
    Readline.addHistory(cell)
  }

  private func prepare() {
    guard !isPrepared else { return }
    isPrepared = true
    Readline.prepare(name: options.name, writesToError: isatty(STDOUT_FILENO) == 0)
    if options.listsInOneColumn { Readline.listInOneColumn() }
    for cell in history { Readline.addHistory(cell) }
  }

  private func readPipedCell() -> String? {
    var cell: String?
    while let line = pipedLines.next() {
      let whole = cell.map { $0 + "\n" + line } ?? line
      if options.isFinished(whole) { return whole }
      cell = whole
    }
    return cell
  }

  // MARK: Waiting

  private func readLine(_ prompt: StyledText, watching: [Int32], onReady: (Int32) -> Void) -> ReadlineOutcome {
    let signals = PromptSignals()
    defer { signals.restore() }
    EndKey.release()
    Readline.show(prompt, interrupt: signals.interrupt)
    defer { EndKey.hold() }
    var watched = watching
    while true {
      if let outcome = Readline.takeOutcome() { return outcome }
      if let key = TypedAhead.next() {
        Readline.type(key)
        continue
      }
      let ready = Self.wait(for: [input, signals.interrupt, signals.redraw] + watched)
      if ready.contains(signals.interrupt) || ready.contains(signals.redraw), let outcome = handle(signals) { return outcome }
      for descriptor in watched where ready.contains(descriptor) { onReady(descriptor) }
      if ready.contains(where: { $0 < 0 }) { watched = watched.filter { fcntl($0, F_GETFD) >= 0 } }
      if ready.contains(input) { Readline.readCharacter() }
    }
  }

  private func handle(_ signals: PromptSignals) -> ReadlineOutcome? {
    var outcome: ReadlineOutcome?
    for number in signals.take() {
      switch number {
      case SIGINT:
        Readline.abandon()
        outcome = .interrupted
      case SIGWINCH: Readline.resize()
      case SIGCONT: Readline.resume()
      default:
        Readline.suspend()
        signals.deliver(number)
        Readline.resume()
      }
    }
    return outcome
  }

  /// Descriptors that can be read, or whose other end is gone; -1 stands for those that are not open at all.
  private static func wait(for descriptors: [Int32]) -> [Int32] {
    var requests = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    guard poll(&requests, nfds_t(requests.count), -1) > 0 else { return [] }
    return requests.filter { $0.revents != 0 }.map { $0.revents & Int16(POLLNVAL) != 0 ? -1 : $0.fd }
  }
}
