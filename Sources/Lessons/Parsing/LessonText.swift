/// The text of a lesson, and its lines as ranges of bytes.
struct LessonText {
  let file: String
  let text: String
  let bytes: [UInt8]
  /// The lines without their newlines. A newline at the end of the file begins no further line.
  let lines: [Range<Int>]

  /// Refuses what would not survive a round trip or would disturb a terminal, and names the line.
  init(bytes: [UInt8], file: String) throws(LessonError) {
    guard !bytes.isEmpty else { throw .empty(file: file) }
    guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { throw .byteOrderMark(file: file) }
    self.file = file
    self.bytes = bytes
    self.lines = LessonText.lines(of: bytes)
    for (index, range) in lines.enumerated() {
      try LessonText.check(bytes[range], at: SourceLocation(file: file, line: index + 1))
    }
    self.text = String(decoding: bytes, as: UTF8.self)
  }

  private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(start..<index)
      start = index + 1
    }
    if start < bytes.count { lines.append(start..<bytes.count) }
    return lines
  }

  private static func check(_ line: ArraySlice<UInt8>, at place: SourceLocation) throws(LessonError) {
    guard let text = String(validating: line, as: UTF8.self) else { throw .notUTF8(at: place) }
    for scalar in text.unicodeScalars where isForbidden(scalar) {
      throw scalar == "\r" ? .carriageReturn(at: place) : .controlCharacter(code: scalar.value, at: place)
    }
  }

  /// Controls could drive the reader's terminal, characters of direction hide code, and private-use characters serve `MathMask`.
  private static func isForbidden(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0x09: false
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x202A...0x202E, 0x2066...0x2069: true
    case 0xE000...0xF8FF: true
    default: false
    }
  }
}

extension LessonText {
  /// The text of a line, counted from 1, without its newline.
  func line(_ number: Int) -> Substring {
    string(lines[number - 1])[...]
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  func place(_ line: Int) -> SourceLocation {
    SourceLocation(file: file, line: line)
  }

  /// The bytes of whole lines, newlines included.
  func byteRange(of numbers: Range<Int>) -> Range<Int> {
    offset(ofLine: numbers.lowerBound)..<offset(ofLine: numbers.upperBound)
  }

  /// Where a line begins; the line after the last begins where the file ends.
  private func offset(ofLine number: Int) -> Int {
    number <= lines.count ? lines[number - 1].lowerBound : bytes.count
  }
}
