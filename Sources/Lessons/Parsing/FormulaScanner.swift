/// Finds the formulas of one paragraph.
struct FormulaScanner {
  private let bytes: [UInt8]
  private let place: SourceLocation
  private let firstIndex: Int
  private(set) var formulas: [MathMask.Formula] = []
  private var output: [UInt8] = []
  private var position = 0

  private static let dollar = UInt8(ascii: "$")
  private static let backslash = UInt8(ascii: "\\")
  private static let backtick = UInt8(ascii: "`")
  private static let newline = UInt8(ascii: "\n")

  /// - Parameters:
  ///   - place: Where the paragraph begins.
  ///   - firstIndex: The number of the first formula found.
  init(paragraph: String, at place: SourceLocation, firstIndex: Int) {
    self.bytes = Array(paragraph.utf8)
    self.place = place
    self.firstIndex = firstIndex
  }

  var masked: String { String(decoding: output, as: UTF8.self) }

  mutating func scan() throws(LessonError) {
    while position < bytes.count {
      switch bytes[position] {
      case FormulaScanner.backslash: copy(to: position + 2)
      case FormulaScanner.backtick: copyCode()
      case FormulaScanner.dollar: try scanFormula()
      default: copy(to: position + 1)
      }
    }
  }

  private mutating func copy(to end: Int) {
    let end = min(end, bytes.count)
    output += bytes[position..<end]
    position = end
  }

  /// Copies a code span, or the backticks alone where none closes it.
  private mutating func copyCode() {
    let opening = run(at: position)
    var next = position + opening
    while next < bytes.count {
      guard bytes[next] == FormulaScanner.backtick else {
        next += 1
        continue
      }
      let closing = run(at: next)
      next += closing
      if closing == opening { return copy(to: next) }
    }
    copy(to: position + opening)
  }

  private func run(at start: Int) -> Int {
    bytes[start...].prefix { $0 == FormulaScanner.backtick }.count
  }

  private mutating func scanFormula() throws(LessonError) {
    if isDollar(at: position + 1) {
      guard let end = displayEnd(from: position + 2) else {
        let line = bytes[..<position].count { $0 == FormulaScanner.newline }
        throw .openMathematics(at: SourceLocation(file: place.file, line: place.line + line))
      }
      cut(from: position + 2, to: end, isDisplay: true)
    } else if let end = inlineEnd(from: position + 1) {
      cut(from: position + 1, to: end, isDisplay: false)
    } else {
      copy(to: position + 1)
    }
  }

  private func isDollar(at index: Int) -> Bool {
    index < bytes.count && bytes[index] == FormulaScanner.dollar
  }

  private func displayEnd(from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      if bytes[index] == FormulaScanner.backslash {
        index += 2
      } else if isDollar(at: index), isDollar(at: index + 1) {
        return index
      } else {
        index += 1
      }
    }
    return nil
  }

  private func inlineEnd(from start: Int) -> Int? {
    guard start < bytes.count, !isSpace(bytes[start]) else { return nil }
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case FormulaScanner.backslash: index += 1
      case FormulaScanner.backtick: return nil
      case FormulaScanner.newline where beginsBlock(at: index + 1): return nil
      case FormulaScanner.dollar where !isSpace(bytes[index - 1]) && !isDigit(at: index + 1): return index
      default: break
      }
      index += 1
    }
    return nil
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == FormulaScanner.newline
  }

  private func isDigit(at index: Int) -> Bool {
    index < bytes.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index])
  }

  /// Whether a line begins a heading, an item or a table's row: a formula does not reach from one into the next.
  private func beginsBlock(at start: Int) -> Bool {
    let line = bytes[start...].prefix { $0 != FormulaScanner.newline }.drop { isSpace($0) || $0 == UInt8(ascii: ">") }
    guard let first = line.first else { return false }
    if first == UInt8(ascii: "#") || first == UInt8(ascii: "|") { return true }
    if "-+*".utf8.contains(first) { return line.dropFirst().first.map(isSpace) ?? true }
    let afterDigits = line.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard afterDigits.count < line.count, let mark = afterDigits.first, ".)".utf8.contains(mark) else { return false }
    return afterDigits.dropFirst().first.map(isSpace) ?? true
  }

  /// Replaces a formula by its mark, and each of its further lines by a filler behind the line's own prefix.
  private mutating func cut(from start: Int, to end: Int, isDisplay: Bool) {
    let after = end + (isDisplay ? 2 : 1)
    let index = firstIndex + formulas.count
    output += Array("\(MathMask.opening)\(index)\(MathMask.closing)".utf8)
    var latex: [UInt8] = []
    for (number, line) in bytes[start..<end].split(separator: FormulaScanner.newline, omittingEmptySubsequences: false).enumerated() {
      let content = number == 0 ? line : line.drop { isSpace($0) || $0 == UInt8(ascii: ">") }
      if number > 0 {
        output += [FormulaScanner.newline] + line[..<content.startIndex] + Array(String(MathMask.filler).utf8)
        latex.append(FormulaScanner.newline)
      }
      latex += content
    }
    let formula = String(decoding: latex, as: UTF8.self)
    formulas.append(
      MathMask.Formula(
        latex: trimmed(formula), isDisplay: isDisplay, source: String(decoding: bytes[position..<after], as: UTF8.self)))
    position = after
  }

  private func trimmed(_ text: String) -> String {
    let head = text.drop(while: \.isWhitespace)
    return String(head[..<(head.lastIndex { !$0.isWhitespace }.map { head.index(after: $0) } ?? head.startIndex)])
  }
}
