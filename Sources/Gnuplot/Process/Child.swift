import Glibc

/// A running gnuplot in a process group of its own, and the three ends that lead to it.
final class Child {
  let process: pid_t
  let input: FileDescriptor
  let output: FileDescriptor
  let errors: FileDescriptor
  /// Held open, so that writing to a child that is gone fills the pipe instead of raising SIGPIPE, whatever this process
  /// does with that signal.
  private let inputReader: FileDescriptor
  private var isReaped = false

  /// Starts `executable`. It inherits nothing but its three standard descriptors.
  init(executable: String, arguments: [String]) throws(GnuplotError) {
    let (script, text, complaints) = (try FileDescriptor.pipe(), try FileDescriptor.pipe(), try FileDescriptor.pipe())
    let theirs = [script.reading, text.writing, complaints.writing]
    process = try spawn(executable, arguments, standard: theirs.map(\.number))
    (input, output, errors) = (script.writing, text.reading, complaints.reading)
    inputReader = script.reading
    for end in [input, output, errors] { end.makeNonblocking() }
  }

  deinit { if !isReaped { _ = end() } }

  /// Kills the whole group, unless it is gone already, and tells how the process ended.
  func end() -> ExitStatus {
    for end in [input, inputReader, output, errors] { end.close() }
    _ = kill(-process, SIGKILL)
    return reap()
  }

  /// Waits for the process, which has closed its outputs, for at most `milliseconds`, and kills it then.
  func wait(milliseconds: Int) -> ExitStatus {
    for _ in 0..<max(1, milliseconds / 2) {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        isReaped = true
        _ = kill(-process, SIGKILL)
        return ExitStatus(waitStatus: status)
      }
      usleep(2_000)
    }
    return end()
  }

  private func reap() -> ExitStatus {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    isReaped = true
    return ExitStatus(waitStatus: status)
  }
}

extension ExitStatus {
  fileprivate init(waitStatus status: Int32) {
    self = status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
  }
}
