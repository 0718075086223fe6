/// A message about a cell, and the place that it speaks of.
struct Mistake {
  var message: String
  /// The line of the cell that is meant; empty when it is not known.
  var line: Substring = ""
  /// Counted from 1, in bytes; 0 when it is not known.
  var column = 0

  /// What to say when the message matches, made from the group of the pattern.
  func matching(_ pattern: Regex<(Substring, Substring)>, _ advice: (Substring) -> String?) -> String? {
    message.firstMatch(of: pattern).flatMap { advice($0.1) }
  }

  /// What to say when the message holds a text.
  func containing(_ text: String, _ advice: String) -> String? {
    message.contains(text) ? advice : nil
  }

  /// The function that is called around the place: the name before the innermost bracket that is open there.
  var callee: Substring? {
    let bytes = line.utf8
    guard column > 0, column <= bytes.count else { return nil }
    let before = line[..<bytes.index(bytes.startIndex, offsetBy: column)]
    var depth = 0
    for index in before.indices.reversed() {
      switch before[index] {
      case ")": depth += 1
      case "(" where depth == 0: return Self.name(endingAt: before[..<index])
      case "(": depth -= 1
      default: break
      }
    }
    return nil
  }

  private static func name(endingAt text: Substring) -> Substring? {
    let name = text.suffix(while: { $0.isLetter || $0.isNumber || $0 == "_" })
    return name.isEmpty ? nil : name
  }
}

extension Substring {
  fileprivate func suffix(while condition: (Character) -> Bool) -> Substring {
    self[(lastIndex { !condition($0) }.map(index(after:)) ?? startIndex)...]
  }
}
