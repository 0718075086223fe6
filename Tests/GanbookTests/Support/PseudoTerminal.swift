import Foundation

/// The executable on a terminal of its own, typed at as a reader would.
final class PseudoTerminal {
  private let master: Int32
  let process: pid_t
  /// Everything that appeared so far, control sequences included.
  private(set) var transcript = ""
  private var bytes: [UInt8] = []
  private var ended: Int32?

  /// POSIX_SPAWN_SETSID, which the C headers hide from Swift.
  private static let startsSession: Int16 = 0x80

  struct SpawnFailure: Error { let code: Int32 }
  struct TimedOut: Error, CustomStringConvertible {
    let waitingFor: String
    let transcript: String
    var description: String { "waited in vain for \(waitingFor); the terminal showed:\n\(transcript)" }
  }

  /// Starts the executable in a session whose terminal is the new one: it is the first that the leader opens.
  init(_ ganbook: Ganbook, _ arguments: [String], columns: UInt16 = 100, rows: UInt16 = 40) throws {
    var ends: (master: Int32, slave: Int32) = (-1, -1)
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&ends.master, &ends.slave, nil, nil, &size) == 0 else { throw SpawnFailure(code: errno) }
    defer { close(ends.slave) }
    master = ends.master
    for end in [ends.master, ends.slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let name = String(cString: ttyname(ends.slave))

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.startsSession)

    var words: [UnsafeMutablePointer<CChar>?] = ([Ganbook.executable] + arguments).map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] = ganbook.environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, Ganbook.executable, &actions, &attributes, &words, &settings)
    guard code == 0 else { throw SpawnFailure(code: code) }
    process = child
  }

  deinit {
    if ended == nil {
      kill(SIGKILL)
      waitpid(process, nil, 0)
    }
    close(master)
  }

  /// Types text; `\r` is Return, `\u{3}` is Ctrl-C, `\u{4}` is Ctrl-D.
  func type(_ text: String) {
    Array(text.utf8).withUnsafeBytes { _ = write(master, $0.baseAddress, $0.count) }
  }

  /// Waits until `text` appears behind what was already waited for, and returns what came before it. Where the text has a space between two
  /// words, the terminal may show the end of a line.
  @discardableResult
  func wait(for text: String, seconds: Double = 30) throws -> String {
    let deadline = Date().addingTimeInterval(seconds)
    let pattern = NSRegularExpression.escapedPattern(for: text)
      .replacingOccurrences(of: "(?<=\\S) (?=\\S)", with: "(?: |\\\\r?\\\\n)", options: .regularExpression)
    while true {
      if let range = plain.range(of: pattern, options: .regularExpression, range: position(in: plain)..<plain.endIndex) {
        defer { seen = plain.distance(from: plain.startIndex, to: range.upperBound) }
        return String(plain[position(in: plain)..<range.lowerBound])
      }
      guard Date() < deadline, read() else { throw TimedOut(waitingFor: text, transcript: plain) }
    }
  }

  /// Waits for text that matches, and returns its first group.
  func wait(for pattern: Regex<(Substring, Substring)>, seconds: Double = 30) throws -> String {
    let deadline = Date().addingTimeInterval(seconds)
    while true {
      if let match = plain[position(in: plain)...].firstMatch(of: pattern) {
        seen = plain.distance(from: plain.startIndex, to: match.range.upperBound)
        return String(match.output.1)
      }
      guard Date() < deadline, read() else { throw TimedOut(waitingFor: "a match", transcript: plain) }
    }
  }

  /// Sends a signal to the program.
  func kill(_ signal: Int32) { Glibc.kill(process, signal) }

  /// Waits for the end and returns the exit status, or 128 and the signal's number.
  func end(seconds: Double = 20) throws -> Int32 {
    let deadline = Date().addingTimeInterval(seconds)
    while ended == nil {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        ended = status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
      } else if Date() > deadline {
        throw TimedOut(waitingFor: "the end", transcript: plain)
      } else {
        _ = read()
      }
    }
    return ended ?? -1
  }

  /// The transcript without control sequences.
  private(set) var plain = ""
  private var seen = 0

  private func position(in text: String) -> String.Index { text.index(text.startIndex, offsetBy: min(seen, text.count)) }

  /// Reads what has come within a tenth of a second; false when the other side is gone.
  private func read() -> Bool {
    var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, 100) > 0 else { return true }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(master, &buffer, buffer.count)
    guard count > 0 else { return false }
    bytes += buffer[..<count]
    transcript = String(decoding: bytes, as: UTF8.self)
    // A carriage return and a newline are one Character but two scalars.
    let control = /\u{1b}\[[0-9;?]*[ -\/]*[@-~]|\u{1b}\][^\u{7}\u{1b}]*(\u{7}|\u{1b}\\)|\u{1b}[78]|[\u{1}\u{2}\r]/.matchingSemantics(
      .unicodeScalar)
    plain = transcript.replacing(control, with: "")
    return true
  }
}
