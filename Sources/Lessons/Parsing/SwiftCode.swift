/// The bytes of Swift source with comments, and with what stands in strings, turned into spaces. Lengths and lines stay.
struct SwiftCode {
  private(set) var bytesWithoutComments: [UInt8]
  /// Without comments and without the contents of strings.
  private(set) var bareBytes: [UInt8]

  init(_ source: String) {
    bytesWithoutComments = Array(source.utf8)
    bareBytes = bytesWithoutComments
    var position = 0
    while position < bareBytes.count {
      if starts("//", at: position) {
        blank(position..<end(of: "\n", from: position, inclusive: false), isComment: true, next: &position)
      } else if starts("/*", at: position) {
        blank(position..<endOfComment(from: position), isComment: true, next: &position)
      } else if starts("\"\"\"", at: position) {
        blank(position..<end(of: "\"\"\"", from: position + 3, inclusive: true), isComment: false, next: &position)
      } else if starts("\"", at: position) {
        blank(position..<endOfString(from: position + 1), isComment: false, next: &position)
      } else {
        position += 1
      }
    }
  }

  var bare: String { String(decoding: bareBytes, as: UTF8.self) }

  private func starts(_ mark: String, at position: Int) -> Bool { bareBytes[position...].starts(with: mark.utf8) }

  private func end(of mark: String, from start: Int, inclusive: Bool) -> Int {
    var position = start
    while position < bareBytes.count {
      if starts(mark, at: position) { return position + (inclusive ? mark.utf8.count : 0) }
      position += 1
    }
    return bareBytes.count
  }

  /// Comments nest in Swift.
  private func endOfComment(from start: Int) -> Int {
    var depth = 0
    var position = start
    while position < bareBytes.count {
      if starts("/*", at: position) {
        depth += 1
        position += 2
      } else if starts("*/", at: position) {
        depth -= 1
        position += 2
        if depth == 0 { return position }
      } else {
        position += 1
      }
    }
    return bareBytes.count
  }

  private func endOfString(from start: Int) -> Int {
    var position = start
    while position < bareBytes.count {
      switch bareBytes[position] {
      case UInt8(ascii: "\\"): position += 1
      case UInt8(ascii: "\""): return position + 1
      case UInt8(ascii: "\n"): return position
      default: break
      }
      position += 1
    }
    return bareBytes.count
  }

  private mutating func blank(_ range: Range<Int>, isComment: Bool, next position: inout Int) {
    for index in range where bareBytes[index] != UInt8(ascii: "\n") {
      bareBytes[index] = UInt8(ascii: " ")
      if isComment { bytesWithoutComments[index] = UInt8(ascii: " ") }
    }
    position = max(range.upperBound, position + 1)
  }
}
