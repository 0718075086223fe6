/// A scanner of Swift source that never fails: it finds the tokens worth a colour, and what is still open at the end.
///
/// It knows brackets, nested comments, strings of every kind with their interpolations, extended regular expressions and `#if`. It
/// does not parse: what it cannot name is left plain.
struct SwiftScanner {
  /// A bracket or `#if` that waits for its other half.
  struct Opening: Equatable {
    /// `(`, `[`, `{`, or `#` for `#if`.
    var byte: UInt8
    /// Counts from 0.
    var line: Int
  }

  private let bytes: [UInt8]
  private var position = 0
  private var line = 0
  /// The last byte that is no space: after a `.` a keyword is a member's name.
  private var previous: UInt8 = 0

  private(set) var tokens: [SwiftToken] = []
  private(set) var openings: [Opening] = []
  /// The text ends inside a comment, a string of several lines or a regular expression of several lines.
  private(set) var endsInsideLiteral = false
  /// A fault that no further line can mend: the compiler is to see it.
  private(set) var isBeyondRepair = false

  init(_ text: String) {
    bytes = Array(text.utf8)
    scanCode(until: 0)
  }

  // MARK: Code

  /// Scans to the end of the text, or to the parenthesis that ends an interpolation which began at this depth of brackets.
  private mutating func scanCode(until depth: Int) {
    while let byte = peek() {
      if depth > 0, byte == ascii(")"), openings.count == depth {
        openings.removeLast()
        position += 1
        return
      }
      scanItem(byte)
    }
  }

  private mutating func scanItem(_ byte: UInt8) {
    switch byte {
    case ascii("\n"):
      line += 1
      position += 1
    case ascii(" "), ascii("\t"), ascii("\r"): position += 1
    case ascii("/") where peek(1) == ascii("/"): scanLineComment()
    case ascii("/") where peek(1) == ascii("*"): scanBlockComment()
    case ascii("\""): scanString(hashes: 0)
    case ascii("#"): scanHash()
    case ascii("("), ascii("["), ascii("{"):
      openings.append(Opening(byte: byte, line: line))
      advance(byte)
    case ascii(")"), ascii("]"), ascii("}"): close(byte)
    case ascii("0")...ascii("9"): scanNumber()
    case ascii("@"), ascii("`"): scanWord()
    default: Self.startsWord(byte) ? scanWord() : advance(byte)
    }
  }

  private mutating func advance(_ byte: UInt8) {
    previous = byte
    position += 1
  }

  private mutating func close(_ byte: UInt8) {
    let partner: UInt8 = byte == ascii(")") ? ascii("(") : byte == ascii("]") ? ascii("[") : ascii("{")
    if openings.last?.byte == partner {
      openings.removeLast()
    } else {
      isBeyondRepair = true
    }
    advance(byte)
  }

  private mutating func scanNumber() {
    let start = position
    while let byte = peek() {
      let isSign = (byte == ascii("-") || byte == ascii("+")) && isExponent(bytes[position - 1], of: start)
      let isPoint = byte == ascii(".") && Self.isDigit(peek(1))
      guard Self.continuesWord(byte) || isSign || isPoint else { break }
      position += 1
    }
    add(.number, from: start)
  }

  private func isExponent(_ byte: UInt8, of start: Int) -> Bool {
    let isHexadecimal = start + 1 < bytes.count && bytes[start + 1] == ascii("x")
    return byte | 0x20 == (isHexadecimal ? ascii("p") : ascii("e"))
  }

  private mutating func scanWord() {
    let start = position
    let follows = previous
    position += 1
    while let byte = peek(), Self.continuesWord(byte) || byte == ascii("`") { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    let kind = SwiftVocabulary.kind(of: word, follows: follows, precedes: peek() ?? 0)
    if let kind { add(kind, from: start) }
    previous = bytes[position - 1]
  }

  // MARK: Comments

  private mutating func scanLineComment() {
    let start = position
    while let byte = peek(), byte != ascii("\n") { position += 1 }
    add(.comment, from: start)
  }

  private mutating func scanBlockComment() {
    let start = position
    var depth = 0
    repeat {
      if peek() == ascii("/"), peek(1) == ascii("*") {
        depth += 1
        position += 2
      } else if peek() == ascii("*"), peek(1) == ascii("/") {
        depth -= 1
        position += 2
      } else {
        step()
      }
    } while depth > 0 && position < bytes.count
    endsInsideLiteral = endsInsideLiteral || depth > 0
    add(.comment, from: start)
  }

  // MARK: Literals

  /// A `#` begins a raw string, a regular expression, a directive or a macro.
  private mutating func scanHash() {
    let hashes = count(of: ascii("#"), from: position)
    switch peek(hashes) {
    case ascii("\""): scanString(hashes: hashes)
    case ascii("/"): scanRegularExpression(hashes: hashes)
    default: scanDirective()
    }
  }

  private mutating func scanDirective() {
    let start = position
    position += 1
    while let byte = peek(), Self.continuesWord(byte) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    if word == "#if" { openings.append(Opening(byte: ascii("#"), line: line)) }
    if word == "#endif" { closeConditional() }
    add(.keyword, from: start)
  }

  private mutating func closeConditional() {
    if openings.last?.byte == ascii("#") {
      openings.removeLast()
    } else {
      isBeyondRepair = true
    }
  }

  private mutating func scanString(hashes: Int) {
    var start = position
    let isLong = count(of: ascii("\""), from: position + hashes) >= 3
    let quotes = isLong ? 3 : 1
    position += hashes + quotes
    while let byte = peek() {
      if byte == ascii("\""), closesString(quotes: quotes, hashes: hashes) {
        position += quotes + hashes
        return add(.string, from: start)
      } else if byte == ascii("\\"), count(of: ascii("#"), from: position + 1) >= hashes {
        position += 1 + hashes
        if peek() == ascii("(") { interpolate(&start) } else if peek() != nil { step() }
      } else if byte == ascii("\n"), !isLong {
        break
      } else {
        step()
      }
    }
    add(.string, from: start)
    leaveOpen(isLong: isLong)
  }

  /// Scans the code of an interpolation; the string goes on after it.
  private mutating func interpolate(_ start: inout Int) {
    add(.string, from: start)
    openings.append(Opening(byte: ascii("("), line: line))
    advance(ascii("("))
    scanCode(until: openings.count)
    start = position
  }

  private func closesString(quotes: Int, hashes: Int) -> Bool {
    count(of: ascii("\""), from: position) >= quotes && count(of: ascii("#"), from: position + quotes) >= hashes
  }

  /// A regular expression whose first line ends right after the slash goes on over several lines.
  private mutating func scanRegularExpression(hashes: Int) {
    let start = position
    position += hashes + 1
    let isLong = peek() == ascii("\n")
    while let byte = peek(), isLong || byte != ascii("\n") {
      if byte == ascii("/"), count(of: ascii("#"), from: position + 1) >= hashes {
        position += 1 + hashes
        return add(.string, from: start)
      }
      step()
      if byte == ascii("\\"), peek() != nil { step() }
    }
    add(.string, from: start)
    leaveOpen(isLong: isLong)
  }

  /// A literal of one line that is not closed is a fault; one of several lines goes on.
  private mutating func leaveOpen(isLong: Bool) {
    if isLong {
      endsInsideLiteral = true
    } else {
      isBeyondRepair = true
    }
  }

  // MARK: Bytes

  private mutating func add(_ kind: SwiftToken.Kind, from start: Int) {
    previous = kind == .comment ? previous : bytes[max(0, position - 1)]
    if start < position { tokens.append(SwiftToken(kind: kind, range: start..<position)) }
  }

  private mutating func step() {
    if peek() == ascii("\n") { line += 1 }
    position += 1
  }

  private func peek(_ ahead: Int = 0) -> UInt8? {
    position + ahead < bytes.count ? bytes[position + ahead] : nil
  }

  private func count(of byte: UInt8, from start: Int) -> Int {
    bytes[min(start, bytes.count)...].prefix { $0 == byte }.count
  }

  static func isDigit(_ byte: UInt8?) -> Bool {
    byte.map { (0x30...0x39).contains($0) } ?? false
  }

  static func startsWord(_ byte: UInt8) -> Bool {
    byte == ascii("_") || byte == ascii("$") || byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20)
  }

  static func continuesWord(_ byte: UInt8) -> Bool { startsWord(byte) || isDigit(byte) }
}

/// The code of an ASCII character.
private func ascii(_ character: Unicode.Scalar) -> UInt8 { UInt8(truncatingIfNeeded: character.value) }
