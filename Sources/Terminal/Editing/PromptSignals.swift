import Glibc

/// The signals that matter while the reader edits, turned into bytes of a pipe.
///
/// A handler may hardly do anything, and readline's own would leave the prompt by a jump. So the handler writes the signal's number, and
/// the loop that waits for keys reads it. The dispositions from before are put back when the editing ends.
final class PromptSignals {
  /// Becomes readable when a signal has come that ends what is waited for: Ctrl-C, or one that stops or ends the process.
  let interrupt: Int32
  /// Becomes readable when the screen is to be drawn anew: the window has another size, or the process goes on.
  let redraw: Int32
  private let writeEnds: [Int32]
  private var before: [Int32: sigaction] = [:]

  private static let numbers = [SIGINT, SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGQUIT]

  init() {
    let (interrupt, redraw) = (Self.pipe(), Self.pipe())
    (self.interrupt, self.redraw) = (interrupt.reading, redraw.reading)
    writeEnds = [interrupt.writing, redraw.writing]
    (interruptPipe, redrawPipe) = (interrupt.writing, redraw.writing)
    for number in Self.numbers { catchSignal(number) }
  }

  private static func pipe() -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    precondition(Glibc.pipe(&ends) == 0, "the prompt needs a pipe for its signals: \(String(cString: strerror(errno)))")
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    return (ends[0], ends[1])
  }

  func restore() {
    for (number, var action) in before { sigaction(number, &action, nil) }
    before = [:]
    (interruptPipe, redrawPipe) = (-1, -1)
    for end in [interrupt, redraw] + writeEnds { close(end) }
  }

  /// The signals that have come since the last call.
  func take() -> [Int32] {
    [redraw, interrupt].flatMap { descriptor in
      var bytes = [UInt8](repeating: 0, count: 64)
      let count = read(descriptor, &bytes, bytes.count)
      return bytes.prefix(max(0, count)).map(Int32.init)
    }
  }

  /// Lets a signal do what it did before the prompt came: stop or end the process, or call the program's handler.
  func deliver(_ number: Int32) {
    guard var action = before[number] else { return }
    sigaction(number, &action, nil)
    raise(number)
    catchSignal(number)
  }

  /// A signal that was ignored from the start, as under `nohup`, stays ignored.
  private func catchSignal(_ number: Int32) {
    var old = sigaction()
    sigaction(number, nil, &old)
    let isIgnored = unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    guard !isIgnored || number == SIGINT else { return }
    before[number] = old
    var new = sigaction()
    new.__sigaction_handler.sa_handler = noteSignal
    new.sa_flags = SA_RESTART
    sigaction(number, &new, nil)
  }
}

/// Where the handler writes; -1 while no one edits.
nonisolated(unsafe) private var interruptPipe: Int32 = -1
nonisolated(unsafe) private var redrawPipe: Int32 = -1

private func noteSignal(_ number: Int32) {
  let saved = errno
  var byte = UInt8(truncatingIfNeeded: number)
  _ = write(number == SIGWINCH || number == SIGCONT ? redrawPipe : interruptPipe, &byte, 1)
  errno = saved
}
