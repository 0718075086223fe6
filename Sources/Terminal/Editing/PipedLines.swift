import Glibc

/// Lines from a descriptor that no one types at.
package struct PipedLines {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  package init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// The next line without its end, `nil` after the last. Bytes that are no UTF-8 become replacement characters.
  package mutating func next() -> String? {
    while true {
      if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) { return take(to: end, skipping: 1) }
      if isAtEnd { return start < buffer.count ? take(to: buffer.count, skipping: 0) : nil }
      fill()
    }
  }

  private mutating func take(to end: Int, skipping count: Int) -> String {
    var line = buffer[start..<end]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    start = end + count
    return String(decoding: line, as: UTF8.self)
  }

  private mutating func fill() {
    buffer.removeFirst(start)
    start = 0
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = read(descriptor, &chunk, chunk.count)
    if count > 0 {
      buffer += chunk[..<count]
    } else if count == 0 || errno != EINTR {
      isAtEnd = true
    }
  }
}
