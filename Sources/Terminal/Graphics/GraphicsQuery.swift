import Glibc

/// Asks the terminal whether it shows pictures.
public enum GraphicsQuery {
  /// Asks, and waits at most `milliseconds` for the answer.
  ///
  /// Keys that are pressed meanwhile are kept for the next prompt.
  ///
  /// - Returns: `nil` where there is no terminal to ask, or this process may not use it.
  public static func ask(input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, milliseconds: Int = 200) -> TerminalReply? {
    var settings = termios()
    guard isatty(output) == 1, tcgetattr(input, &settings) == 0, tcgetpgrp(input) == getpgrp() else { return nil }
    var raw = settings
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    withUnsafeMutableBytes(of: &raw.c_cc) { keys in (keys[Int(VMIN)], keys[Int(VTIME)]) = (0, 0) }
    guard tcsetattr(input, TCSANOW, &raw) == 0 else { return nil }
    defer { tcsetattr(input, TCSANOW, &settings) }
    guard Output(descriptor: output).write(TerminalReply.question) else { return nil }
    let reply = TerminalReply(parsing: received(from: input, milliseconds: milliseconds))
    TypedAhead.keep(reply.typed)
    return reply
  }

  private static func received(from input: Int32, milliseconds: Int) -> [UInt8] {
    let end = ContinuousClock.now + .milliseconds(milliseconds)
    var bytes: [UInt8] = []
    while !TerminalReply(parsing: bytes).isComplete {
      let left = Int32((end - .now) / .milliseconds(1))
      guard left > 0 else { break }
      var request = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      let ready = poll(&request, 1, left)
      if ready < 0 && errno == EINTR { continue }
      guard ready > 0 else { break }
      var chunk = [UInt8](repeating: 0, count: 256)
      let count = read(input, &chunk, chunk.count)
      guard count > 0 else { break }
      bytes += chunk.prefix(count)
    }
    return bytes
  }
}

/// Keys that were pressed while the terminal was asked something: the next prompt begins with them.
enum TypedAhead {
  nonisolated(unsafe) private static var bytes: [UInt8] = []

  static func keep(_ more: [UInt8]) { bytes += more }

  static func next() -> UInt8? { bytes.isEmpty ? nil : bytes.removeFirst() }
}
