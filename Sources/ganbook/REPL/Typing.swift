import Foundation
import Lessons
import Terminal

/// What the line editor needs to know of Ganbook: when an input is whole, how it looks, what TAB offers.
struct Typing {
  let library: LessonLibrary?

  /// - Parameters:
  ///   - isQuestion: Whether a question waits: its answers are single lines.
  ///   - format: Lays Swift out anew.
  func options(isQuestion: @escaping () -> Bool, format: @escaping (String) -> String?) -> LineEditorOptions {
    LineEditorOptions(
      isFinished: { isQuestion() || Self.isCommand($0) || SwiftCompleteness(of: $0).isFinished },
      highlight: { Self.isCommand($0) ? StyledText($0, .accent) : SwiftHighlighter().highlight($0) },
      complete: { text, cursor in complete(text, cursor) },
      format: { Self.isCommand($0) ? nil : format($0) })
  }

  private static func isCommand(_ text: String) -> Bool { [":", "?"].contains(text.first { !$0.isWhitespace }) }

  /// Commands, and the names of lessons behind `:open`.
  private func complete(_ text: String, _ cursor: String.Index) -> Completions {
    let typed = text[..<cursor]
    guard Self.isCommand(text), let colon = typed.firstIndex(of: ":") else { return .none }
    let words = typed[colon...].dropFirst().split(separator: " ", omittingEmptySubsequences: false)
    if words.count == 1 {
      let names = Command.allCases.map(\.rawValue).filter { $0.hasPrefix(words[0].lowercased()) }.sorted()
      return Completions(replacing: words[0].count, names, appendsSpace: true)
    }
    guard words.count == 2, "open".hasPrefix(words[0].lowercased()) else { return .none }
    let names = library?.entries.map(\.name.name) ?? []
    return Completions(replacing: words[1].count, names.filter { $0.hasPrefix(words[1]) })
  }
}
