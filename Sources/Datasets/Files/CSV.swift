/// Text divided into rows of fields, each with the line on which it begins.
///
/// Fields may be quoted, and then hold separators, line breaks and doubled quotes. Lines end with LF or CRLF; a byte order mark at the
/// beginning and empty lines are passed over.
///
/// - Source: RFC 4180.
package enum CSV {
  package struct Row: Equatable {
    package let line: Int
    package let fields: [String]
  }

  /// - Parameter path: Named in errors.
  package static func rows(_ file: [UInt8], path: String, separator: UInt8 = UInt8(ascii: ",")) throws(DatasetError) -> [Row] {
    let bytes = file.starts(with: [0xef, 0xbb, 0xbf]) ? file[3...] : file[...]
    var (rows, position, line) = ([Row](), bytes.startIndex, 1)
    while position < bytes.endIndex {
      let first = line
      var fields: [String] = []
      repeat {
        if !fields.isEmpty { position += 1 }
        fields.append(try field(bytes, &position, &line, path: path, column: fields.count + 1, separator: separator))
      } while position < bytes.endIndex && bytes[position] == separator
      if position < bytes.endIndex { position += bytes[position] == carriageReturn ? 2 : 1 }
      line += 1
      if fields != [""] { rows.append(Row(line: first, fields: fields)) }
    }
    return rows
  }

  private static let (quote, newline, carriageReturn) = (UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"))

  /// Reads a field and stops at the separator or line break behind it, or at the end.
  private static func field(
    _ bytes: ArraySlice<UInt8>, _ position: inout Int, _ line: inout Int, path: String, column: Int, separator: UInt8
  ) throws(DatasetError) -> String {
    var text: [UInt8] = []
    let first = line
    func isEnd(_ place: Int) -> Bool {
      guard place < bytes.endIndex else { return true }
      if bytes[place] == separator || bytes[place] == newline { return true }
      return bytes[place] == carriageReturn && place + 1 < bytes.endIndex && bytes[place + 1] == newline
    }
    guard position < bytes.endIndex, bytes[position] == quote else {
      while !isEnd(position) {
        text.append(bytes[position])
        position += 1
      }
      return String(decoding: text, as: UTF8.self)
    }
    position += 1
    while position < bytes.endIndex {
      if bytes[position] == quote {
        position += 1
        if position == bytes.endIndex || bytes[position] != quote {
          guard isEnd(position) else { throw .badCell(path: path, line: line, column: column, problem: "text follows the closing quote") }
          return String(decoding: text, as: UTF8.self)
        }
      }
      if bytes[position] == newline { line += 1 }
      text.append(bytes[position])
      position += 1
    }
    throw .badCell(path: path, line: first, column: column, problem: "the quote that opens here is never closed")
  }
}
