import CGnuplot
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

  /// A pipe whose ends no spawned process inherits unasked.
  static func pipe() throws(GnuplotError) -> (reading: FileDescriptor, writing: FileDescriptor) {
    var ends: [Int32] = [-1, -1]
    let code = gnuplot_pipe(&ends)
    guard code == 0 else { throw .system(operation: "pipe", code: code) }
    return (FileDescriptor(ends[0]), FileDescriptor(ends[1]))
  }
}
