/// Reads the JSON of a header that anyone may have written.
///
/// Everything has a bound: nesting, the length of arrays (a tensor has few axes), and with the header's own length all else. Names are
/// unique within an object. What is refused is refused with the byte of the file where it stands.
///
/// - Source: RFC 8259.
/// - Deviation: names must be unique, and there is no place for a byte-order mark.
struct JSONReader {
  static let deepestNesting = 8
  static let longestArray = 64

  private let bytes: [UInt8]
  private let path: String
  /// Where the header begins in its file.
  private let origin: Int
  private var position = 0

  private init(_ bytes: [UInt8], path: String, origin: Int) {
    self.bytes = bytes
    self.path = path
    self.origin = origin
  }

  /// The single value that `bytes` spell, white space around it allowed.
  static func read(_ bytes: [UInt8], path: String, origin: Int) throws(CheckpointError) -> JSONValue {
    var reader = JSONReader(bytes, path: path, origin: origin)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    if let byte = reader.next { throw reader.fault("\(named(byte)) follows the end of the header's object") }
    return value
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(CheckpointError) -> JSONValue {
    if depth > JSONReader.deepestNesting { throw fault("values are nested deeper than \(JSONReader.deepestNesting) levels") }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return try number()
    case let byte: throw fault("a value is expected, not \(JSONReader.named(byte))")
    }
  }

  private mutating func object(depth: Int) throws(CheckpointError) -> [(name: String, value: JSONValue)] {
    var members: [(name: String, value: JSONValue)] = []
    var names: Set<String> = []
    try expect("{")
    skipSpace()
    if skip("}") { return members }
    repeat {
      skipSpace()
      let start = position
      if next != UInt8(ascii: "\"") { throw fault("a name in quotes is expected, not \(JSONReader.named(next))") }
      let name = try string()
      if !names.insert(name).inserted { throw .duplicateName(path: path, offset: origin + start, name: name) }
      skipSpace()
      try expect(":")
      members.append((name, try value(depth: depth + 1)))
      skipSpace()
    } while skip(",")
    try expect("}")
    return members
  }

  private mutating func array(depth: Int) throws(CheckpointError) -> [JSONValue] {
    var elements: [JSONValue] = []
    try expect("[")
    skipSpace()
    if skip("]") { return elements }
    repeat {
      if elements.count == JSONReader.longestArray { throw fault("an array has more than \(JSONReader.longestArray) elements") }
      elements.append(try value(depth: depth + 1))
      skipSpace()
    } while skip(",")
    try expect("]")
    return elements
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(CheckpointError) -> JSONValue {
    for index in 0..<word.utf8CodeUnitCount {
      if next != word.utf8Start[index] { throw fault("'\(word)' is expected, not \(JSONReader.named(next))") }
      position += 1
    }
    return value
  }

  private mutating func number() throws(CheckpointError) -> JSONValue {
    let start = position
    var isInteger = true
    if skip("-"), next.map(JSONReader.isDigit) != true { throw fault("a digit is expected, not \(JSONReader.named(next))") }
    if skip("0") {
      if next.map(JSONReader.isDigit) == true { throw fault("a number has a leading zero") }
    } else {
      skipDigits()
    }
    if skip(".") {
      isInteger = false
      try digits()
    }
    if skip("e") || skip("E") {
      isInteger = false
      if !skip("+") { _ = skip("-") }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isInteger, let integer = Int(text) { return .integer(integer) }
    return .number(text)
  }

  private mutating func digits() throws(CheckpointError) {
    if next.map(JSONReader.isDigit) != true { throw fault("a digit is expected, not \(JSONReader.named(next))") }
    skipDigits()
  }

  // MARK: Strings

  private mutating func string() throws(CheckpointError) -> String {
    try expect("\"")
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += try escape()
      case 0..<32:
        position -= 1
        throw fault("a string holds the control character \(byte)")
      default: text.append(byte)
      }
    }
    throw fault("the header ends within a string")
  }

  private mutating func escape() throws(CheckpointError) -> [UInt8] {
    guard let byte = next else { throw fault("the header ends within a string") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "u"): return Array(String(Character(try escapedScalar())).utf8)
    default:
      position -= 1
      throw fault("a backslash stands before \(JSONReader.named(byte))")
    }
  }

  /// Four hexadecimal digits, or two such units that make one character beyond the first plane.
  private mutating func escapedScalar() throws(CheckpointError) -> Unicode.Scalar {
    let high = try hexadecimal()
    if let scalar = Unicode.Scalar(high) { return scalar }
    if high < 0xDC00, skip("\\"), skip("u") {
      let low = try hexadecimal()
      if (0xDC00..<0xE000).contains(low), let scalar = Unicode.Scalar(0x1_0000 + (high - 0xD800) << 10 + (low - 0xDC00)) { return scalar }
    }
    throw fault("half a surrogate pair stands alone")
  }

  private mutating func hexadecimal() throws(CheckpointError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw fault("four hexadecimal digits are expected, not \(JSONReader.named(next))")
      }
      value = value << 4 + UInt32(digit)
      position += 1
    }
    return value
  }

  // MARK: Bytes

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    if next != UInt8(ascii: character) { return false }
    position += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(CheckpointError) {
    if !skip(character) { throw fault("'\(character)' is expected, not \(JSONReader.named(next))") }
  }

  private mutating func skipSpace() {
    while let byte = next, byte == 32 || byte == 10 || byte == 13 || byte == 9 { position += 1 }
  }

  private mutating func skipDigits() {
    while let byte = next, JSONReader.isDigit(byte) { position += 1 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func named(_ byte: UInt8?) -> String {
    guard let byte else { return "the header's end" }
    return (33..<127).contains(byte) ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
  }

  private func fault(_ problem: String) -> CheckpointError { .malformedHeader(path: path, offset: origin + position, problem: problem) }
}
