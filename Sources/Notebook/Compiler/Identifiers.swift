/// The words of a source text.
enum Identifiers {
  /// Every word, those in comments and strings too: a superset of the names that the text can refer to.
  static func all(in text: String) -> Set<String> {
    var words: Set<String> = []
    for word in text.utf8.split(whereSeparator: { !isWord($0) }) { words.insert(String(decoding: word, as: UTF8.self)) }
    return words
  }

  /// Letters, digits, `_`, `$`, and every byte of a character outside ASCII.
  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f, 0x24, 0x80...: true
    default: false
    }
  }
}
