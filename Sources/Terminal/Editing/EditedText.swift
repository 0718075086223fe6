/// A text of several lines with a cursor in it; offsets count UTF-8 bytes, as readline's do.
package struct EditedText {
  package let text: String
  /// What stands before the cursor.
  package let before: Substring
  package let after: Substring

  package init(_ bytes: some Collection<UInt8>, cursor: Int) {
    text = String(decoding: bytes, as: UTF8.self)
    let place = text.utf8.index(text.startIndex, offsetBy: min(max(0, cursor), text.utf8.count))
    before = text[..<place]
    after = text[place...]
  }

  /// The part of the cursor's line that stands before it.
  package var lineBefore: Substring { before.suffix(while: { $0 != "\n" }) }

  /// The part of the cursor's line that stands after it.
  package var lineAfter: Substring { after.prefix { $0 != "\n" } }

  package var lineStart: Int { before.utf8.count - lineBefore.utf8.count }

  package var lineEnd: Int { before.utf8.count + lineAfter.utf8.count }

  /// The same column one line higher, or that line's end; `nil` on the first line.
  package var above: Int? {
    guard lineStart > 0 else { return nil }
    let upper = before.dropLast(lineBefore.count + 1)
    let line = upper.suffix(while: { $0 != "\n" })
    return upper.utf8.count - line.dropFirst(lineBefore.count).utf8.count
  }

  /// The same column one line lower, or that line's end; `nil` on the last line.
  package var below: Int? {
    guard lineAfter.endIndex < text.endIndex else { return nil }
    let line = text[text.index(after: lineAfter.endIndex)...].prefix { $0 != "\n" }
    return lineEnd + 1 + line.prefix(lineBefore.count).utf8.count
  }

  /// True where a line begins, or only spaces stand before the cursor, on a line that is not the first.
  package var isInIndentation: Bool { lineStart > 0 && lineBefore.allSatisfy { $0 == " " } }

  /// Columns by which the next line is indented.
  package var indentation: Int { SwiftCompleteness(of: String(before)).indentation }

  /// Columns by which a closing bracket typed here moves to the left, to stand under the line that opened it.
  package var outdent: Int { isInIndentation && lineBefore.count >= 2 && lineBefore.count == indentation ? 2 : 0 }
}

extension StringProtocol {
  /// The longest end of the text whose characters all satisfy a condition.
  func suffix(while condition: (Character) -> Bool) -> SubSequence {
    self[(lastIndex { !condition($0) }.map(index(after:)) ?? startIndex)...]
  }

  /// The longest beginning that two texts share.
  func commonPrefix(with other: Self) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
