import Lessons
import Terminal

/// What the line editor needs to know of Ganbook: when an input is whole, how it looks, what TAB offers.
struct Typing {
  let library: LessonLibrary?
  /// Whether a question waits: its answers are single lines.
  let isQuestion: () -> Bool
  /// The names that states have.
  let branches: () -> [String]
  /// Completes a piece of Swift.
  let completeSwift: (_ text: String, _ cursor: String.Index, _ interrupt: Int32) -> Completions
  /// Whether a screen reader reads along.
  let isPlain: Bool
  /// Lays Swift out anew.
  let format: (String) -> String?

  var options: LineEditorOptions {
    LineEditorOptions(
      isFinished: { isQuestion() || Self.isCommand($0) || SwiftCompleteness(of: $0).isFinished },
      highlight: { Self.isCommand($0) ? StyledText($0, .accent) : SwiftHighlighter().highlight($0) },
      complete: complete,
      format: { Self.isCommand($0) ? nil : format($0) }, listsInOneColumn: isPlain)
  }

  private static func isCommand(_ text: String) -> Bool { [":", "?"].contains(text.first { !$0.isWhitespace }) }

  private func complete(_ text: String, _ cursor: String.Index, _ interrupt: Int32) -> Completions {
    guard Self.isCommand(text) else { return isQuestion() ? .none : completeSwift(text, cursor, interrupt) }
    let typed = text[..<cursor].drop(while: \.isWhitespace)
    if typed.hasPrefix("?") { return completeName(String(typed.dropFirst()), interrupt) }
    guard typed.hasPrefix(":") else { return .none }
    let word = typed.dropFirst().prefix { !$0.isWhitespace }
    guard word.endIndex < typed.endIndex else {
      let names = Command.named(word).map(\.rawValue).sorted()
      return Completions(replacing: word.count, names, appendsSpace: true)
    }
    let commands = Command.named(word)
    guard commands.count == 1 else { return .none }
    return complete(commands[0], String(typed[typed.index(after: word.endIndex)...]), interrupt)
  }

  /// What may stand behind a command.
  private func complete(_ command: Command, _ argument: String, _ interrupt: Int32) -> Completions {
    switch command {
    case .open: among(library?.entries.map(\.name.name) ?? [], argument)
    case .branch, .switch: among(branches(), argument)
    case .compare: among(branches(), argument.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? "")
    case .plot, .save: FileNames.completions(of: argument)
    case .type: completeSwift(argument, argument.endIndex, interrupt)
    case .doc: completeName(argument, interrupt)
    default: .none
    }
  }

  private func among(_ names: [String], _ typed: String) -> Completions {
    Completions(replacing: typed.count, names.filter { $0.hasPrefix(typed) })
  }

  /// A name alone, without what a call would need.
  private func completeName(_ text: String, _ interrupt: Int32) -> Completions {
    var completions = completeSwift(text, text.endIndex, interrupt)
    completions.candidates = completions.candidates.map { String($0.prefix { $0 != "(" }) }
    return completions
  }
}
