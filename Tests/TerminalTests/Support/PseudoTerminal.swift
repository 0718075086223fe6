import Foundation
import Glibc

/// The probe, editing on a terminal of its own, and a person's hands.
final class PseudoTerminal {
  /// TIOCGPTN and TIOCSPTLCK of the Linux headers; Swift imports neither them nor posix_openpt(3), which is made of them.
  private static let getNumber: UInt = 0x8004_5430
  private static let setLock: UInt = 0x4004_5431

  private let leader: Int32
  private let process: pid_t
  private(set) var output = ""
  private var bytes: [UInt8] = []
  /// The process is no more, and its number may be another's by now.
  private var hasEnded = false
  private let columns: Int
  private let rows: Int

  /// - Parameter descriptor: One more descriptor that the probe gets, as its number 3.
  init(_ arguments: [String] = ["edit"], columns: Int = 60, rows: Int = 20, environment: [String: String] = [:], descriptor: Int32? = nil)
    throws
  {
    self.columns = columns
    self.rows = rows
    leader = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (number, isLocked): (Int32, Int32) = (0, 0)
    guard ioctl(leader, Self.getNumber, &number) == 0, ioctl(leader, Self.setLock, &isLocked) == 0 else { throw POSIXError(.ENOTTY) }
    let name = "/dev/pts/\(number)"
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(leader, UInt(TIOCSWINSZ), &size)
    let variables = ["TERM": "xterm", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "INPUTRC": "/dev/null"].merging(environment) { $1 }
    process = try Spawn.start([Probe.executable] + arguments, environment: variables, terminal: name, descriptor: descriptor)
  }

  deinit {
    if !hasEnded {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(leader)
  }

  func type(_ keys: String) {
    Array(keys.utf8).withUnsafeBytes { _ = write(leader, $0.baseAddress, $0.count) }
  }

  /// Types once the program has shown a text since the last time that anything was waited for.
  func type(_ keys: String, after text: String) throws {
    try wait(for: text)
    type(keys)
  }

  func resize(columns: Int, rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(leader, UInt(TIOCSWINSZ), &size)
  }

  func signal(_ number: Int32) { kill(process, number) }

  private var seen = 0

  /// Reads until a text has come, and goes on from there.
  func wait(for text: String) throws {
    let deadline = Date().addingTimeInterval(10)
    while true {
      let fresh = String(decoding: bytes[seen...], as: UTF8.self)
      if let range = fresh.range(of: text) {
        seen += fresh[..<range.upperBound].utf8.count
        return
      }
      guard deadline > Date(), read(for: 100) else { throw NeverCame(text: text, output: output) }
    }
  }

  /// Reads until the program has been silent for a while.
  func settle(milliseconds: Int32 = 200) {
    var request = pollfd(fd: leader, events: Int16(POLLIN), revents: 0)
    while poll(&request, 1, milliseconds) > 0, read(for: 0) {}
  }

  /// What a person sees now.
  var screen: Screen { Screen(columns: columns, rows: rows, output) }

  /// The way the process ended: its exit status, or minus a signal's number; one that goes on for 10 s is killed.
  func end() -> Int32 {
    var status: Int32 = 0
    let deadline = Date().addingTimeInterval(10)
    while waitpid(process, &status, WNOHANG) == 0 {
      if deadline < Date() { kill(process, SIGKILL) }
      if !read(for: 50) { usleep(10_000) }
    }
    hasEnded = true
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
  }

  /// False when the terminal has been closed at its other end.
  private func read(for milliseconds: Int32) -> Bool {
    var request = pollfd(fd: leader, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, milliseconds) > 0 else { return true }
    var chunk = [UInt8](repeating: 0, count: 4_096)
    let count = Glibc.read(leader, &chunk, chunk.count)
    guard count > 0 else { return false }
    bytes += chunk[..<count]
    output = String(decoding: bytes, as: UTF8.self)
    return true
  }
}

struct NeverCame: Error, CustomStringConvertible {
  var text: String
  var output: String
  var description: String { "'\(text)' never came; what came was \(output.debugDescription)" }
}
