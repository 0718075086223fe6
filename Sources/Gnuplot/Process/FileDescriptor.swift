import Glibc

/// A descriptor that is closed at the latest when its owner ends.
final class FileDescriptor {
  private(set) var number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { close() }

  var isOpen: Bool { number >= 0 }

  func close() {
    if number >= 0 { _ = Glibc.close(number) }
    number = -1
  }

  /// Reads and writes return at once instead of waiting.
  func makeNonblocking() { _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK) }

  /// Two connected sockets that no other spawned process inherits. Unlike a pipe, a socket can be written to without the
  /// risk of SIGPIPE, and without touching how the whole process treats that signal.
  static func socketPair() throws(GnuplotError) -> (ours: FileDescriptor, theirs: FileDescriptor) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .system(operation: "socketpair", code: errno) }
    return (FileDescriptor(ends[0]), FileDescriptor(ends[1]))
  }
}
