/// A piece of a lesson as the exports need it: prose with the Markdown that it was written in.
public enum LessonPart: Sendable, Equatable {
  case prose(Prose, markdown: String)
  case cell(Cell)
  case hint(Hint, markdown: String)
  case quiz(Quiz)
}

extension Lesson {
  /// The pieces in the order of the file, without the front matter.
  public var parts: [LessonPart] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // Where each block begins and ends, in lines counted from 0; the end is the line behind it.
    let extents = blocks.map { extent(of: $0, lines) }
    return blocks.indices.compactMap { index -> LessonPart? in
      switch blocks[index] {
      case .cell(let cell): return .cell(cell)
      case .quiz(let quiz): return .quiz(quiz)
      case .hint(let hint):
        guard let extent = extents[index] else { return nil }
        return .hint(hint, markdown: lines[extent].dropFirst().dropLast().joined(separator: "\n"))
      case .prose(let prose):
        let end = extents[(index + 1)...].lazy.compactMap { $0?.lowerBound }.first ?? lines.count
        let start = min(max(prose.location.line - 1, 0), end)
        return .prose(prose, markdown: LessonPart.trimmed(lines[start..<end]).joined(separator: "\n"))
      }
    }
  }

  /// The lines of a fenced block, fences included; `nil` for prose.
  private func extent(of block: Block, _ lines: [String]) -> Range<Int>? {
    let opening: Int
    switch block {
    case .prose: return nil
    // A cell's location is the line below its fence.
    case .cell(let cell): opening = cell.location.line - 2
    case .hint(let hint): opening = hint.location.line - 1
    case .quiz(let quiz): opening = quiz.location.line - 1
    }
    guard lines.indices.contains(opening) else { return nil }
    let fence = lines[opening].drop { $0 == " " }.prefix { $0 == "`" || $0 == "~" }
    let closing = lines[(opening + 1)...].firstIndex { line in
      let text = line.drop { $0 == " " }
      return text.hasPrefix(fence) && text.allSatisfy { $0 == fence.first || $0.isWhitespace }
    }
    return opening..<min(lines.count, (closing ?? lines.count - 1) + 1)
  }
}

extension LessonPart {
  /// Without blank lines at either end.
  fileprivate static func trimmed(_ lines: ArraySlice<String>) -> ArraySlice<String> {
    let isBlank = { (line: String) in line.allSatisfy(\.isWhitespace) }
    var lines = lines.drop(while: isBlank)
    while lines.last.map(isBlank) == true { lines.removeLast() }
    return lines
  }
}
