/// Makes text that came from outside harmless in a command.
///
/// In double quotes gnuplot runs what stands between backticks. In single quotes nothing but the quote itself means
/// anything; two of them stand for one, but not at the beginning and not next to others, so that each quote is written as
/// a string of its own, by its number. A line's end would end the command, so control characters become spaces.
package func quoted(_ text: String) -> String {
  "'" + plain(text).replacing("'", with: #"'."\047".'"#) + "'"
}

/// The text on one line: each run of control characters and line ends is one space, and characters that change the
/// direction of writing are gone.
package func plain(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator:
      if result.last != " " { result.append(" ") }
    case .format where (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value): break
    default: result.append(scalar)
    }
  }
  return String(result)
}

extension String {
  /// At most `limit` characters, the last one an ellipsis when some had to go.
  func elided(to limit: Int) -> String {
    count <= limit ? self : limit < 1 ? "" : prefix(limit - 1) + "…"
  }
}

extension String {
  /// Every occurrence of a character, replaced. The standard library has this for collections only with Foundation or
  /// regular expressions.
  func replacing(_ character: Character, with replacement: String) -> String {
    reduce(into: "") { result, next in if next == character { result += replacement } else { result.append(next) } }
  }
}
