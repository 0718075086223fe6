import Notebook
import Terminal

/// Docstrings as the terminal shows them: the declaration, what it does, its formula, and its parts in a column.
struct DocumentationView {
  let console: Console
  let index: DocumentationIndex

  /// So many declarations of one name are shown whole, and the others with their first line.
  private static let shownWhole = 3
  /// No more of one name are listed at all.
  private static let shownAtAll = 15
  /// So many members of a type are listed.
  private static let shownMembers = 40

  func lines(_ names: [DocumentedName]) -> [StyledText] {
    var lines: [StyledText] = []
    for (position, name) in names.prefix(Self.shownAtAll).enumerated() {
      if !lines.isEmpty, position <= Self.shownWhole { lines.append("") }
      lines += position < Self.shownWhole ? whole(name) : declaration(name)
    }
    let more = names.count - Self.shownAtAll
    if more > 0 {
      lines += StyledText("and \(more) more; a type before it narrows them: `?Array.\(names[0].words.last ?? "")`", .faint).wrapped(
        to: console.width)
    }
    return lines
  }

  private func whole(_ name: DocumentedName) -> [StyledText] {
    let comment = DocumentationComment(name.comment)
    let members = index.members(of: name)
    let parts = [body(comment), fields(comment), list(members)].filter { !$0.isEmpty }
    let empty = parts.isEmpty && members.isEmpty && !name.module.isEmpty ? [StyledText("There is no docstring.", .faint)] : []
    return declaration(name) + (parts.flatMap { [StyledText()] + $0 }) + empty
  }

  /// The declaration, continued further in where it is long, and the place it comes from.
  private func declaration(_ name: DocumentedName) -> [StyledText] {
    let rows = unbroken(SwiftHighlighter().highlight(name.declaration)).wrapped(to: console.width - 4)
    let place = (name.path.dropLast() + (name.module.isEmpty ? [] : ["module \(name.module)"])).joined(separator: ", ")
    let written = rows.enumerated().map { $0 == 0 ? $1 : StyledText("    ") + $1 }
    return written + (place.isEmpty ? [] : [StyledText("in \(place)", .faint)])
  }

  /// Lines end between parameters, not inside of one.
  private func unbroken(_ declaration: StyledText) -> StyledText {
    StyledText(
      runs: declaration.runs.map { run in
        StyledText.Run(run.text.replacing(": ", with: ":\u{A0}").replacing(" = ", with: "\u{A0}=\u{A0}"), run.attributes)
      })
  }

  private func body(_ comment: DocumentationComment) -> [StyledText] {
    comment.blocks.enumerated().flatMap { position, block -> [StyledText] in
      switch block {
      case .paragraph(let text): (position > 0 ? [StyledText()] : []) + prose(text).wrapped(to: console.width)
      case .heading(let text): [StyledText()] + [StyledText(text, .heading)]
      case .item(let text): prose(text).wrapped(to: console.width - 4).enumerated().map { StyledText($0 == 0 ? "  - " : "    ") + $1 }
      case .code(let text): (position > 0 ? [StyledText()] : []) + console.prose.code(text.trimmingSuffix("\n"))
      }
    }
  }

  private func fields(_ comment: DocumentationComment) -> [StyledText] {
    let rows =
      comment.parameters.map { (StyledText("  \($0.name)", .strong), $0.text) }
      + comment.fields.map { (StyledText("  \($0.name)", .heading), $0.text) }
    let room = min(24, (rows.map(\.0.width).max() ?? 0) + 2)
    return rows.flatMap { label, text -> [StyledText] in
      let lines = prose(text).wrapped(to: max(20, console.width - room))
      let first =
        label.width < room
        ? [label.padded(to: room) + (lines.first ?? "")] : [label, StyledText("").padded(to: room) + (lines.first ?? "")]
      return first + lines.dropFirst().map { StyledText("").padded(to: room) + $0 }
    }
  }

  private func list(_ members: [DocumentedName]) -> [StyledText] {
    guard !members.isEmpty else { return [] }
    let rows = members.prefix(Self.shownMembers).map { (SwiftHighlighter().highlight($0.declaration)).truncated(to: console.width - 4) }
    let rest = members.count - rows.count
    return rows.map { StyledText("    ") + $0 } + (rest > 0 ? [StyledText("    and \(rest) more", .faint)] : [])
  }

  /// Words between backticks are code.
  private func prose(_ text: String) -> StyledText {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    return console.prose.text(parts.enumerated().map { $0.isMultiple(of: 2) ? .text(String($1)) : .code(String($1)) })
  }
}

extension String {
  /// Without one ending.
  fileprivate func trimmingSuffix(_ end: String) -> String {
    var text = self[...]
    while text.hasSuffix(end) { text = text.dropLast(end.count) }
    return String(text)
  }
}
