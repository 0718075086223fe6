import Glibc

/// The signals that matter while the reader edits, turned into bytes of a pipe.
///
/// A handler may hardly do anything, and readline's own would leave the prompt by a jump. So the handler writes the signal's number, and
/// the loop that waits for keys reads it. The dispositions from before are put back when the editing ends.
final class PromptSignals {
  /// Becomes readable when a signal has come.
  let descriptor: Int32
  private let writeEnd: Int32
  private var before: [Int32: sigaction] = [:]

  private static let numbers = [SIGINT, SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGQUIT]

  init() {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "the prompt needs a pipe for its signals: \(String(cString: strerror(errno)))")
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    descriptor = ends[0]
    writeEnd = ends[1]
    signalPipe = writeEnd
    for number in Self.numbers { catchSignal(number) }
  }

  func restore() {
    for (number, var action) in before { sigaction(number, &action, nil) }
    before = [:]
    signalPipe = -1
    close(descriptor)
    close(writeEnd)
  }

  /// The signals that have come since the last call.
  func take() -> [Int32] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(descriptor, &bytes, bytes.count)
    return bytes.prefix(max(0, count)).map(Int32.init)
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
nonisolated(unsafe) private var signalPipe: Int32 = -1

private func noteSignal(_ number: Int32) {
  let saved = errno
  var byte = UInt8(truncatingIfNeeded: number)
  _ = write(signalPipe, &byte, 1)
  errno = saved
}
