import NotebookProtocol
import Terminal

/// What a cell tells beside its output, as lines of the terminal: claims, checks, tables, notes.
///
/// A mark and a word both say how it went: colour is never the only sign.
struct OutcomeLines {
  let width: Int
  let prose: ProseRenderer
  private let signs: Ornaments

  init(_ console: Console) {
    width = console.sentenceWidth
    prose = console.prose
    signs = Ornaments(isUnicode: console.output.isUnicode)
  }

  func claim(_ claim: ClaimOutcome, judged: Bool) -> [StyledText] {
    let verdict =
      !judged
      ? StyledText("claim not judged", .faint)
      : claim.holds ? StyledText("\(signs.success) claim holds", .success) : StyledText("\(signs.failure) claim does not hold", .error)
    return hanging(verdict, "\(claim.statement): \(claim.measured) (asked for: \(claim.bound))")
  }

  func check(_ check: CheckOutcome) -> [StyledText] {
    let verdict = check.passes ? StyledText("\(signs.success) check passes", .success) : StyledText("\(signs.failure) check fails", .error)
    return hanging(verdict, check.statement + (check.difference.isEmpty ? "" : ": \(check.difference)"))
  }

  func table(_ table: Table) -> [StyledText] {
    let cells = { (row: [String]) in row.map { [ProseInline.text($0)] } }
    return prose.lines([.table(ProseTable(head: cells(table.head), rows: table.rows.map(cells)))])
  }

  func note(_ text: String) -> [StyledText] { hanging(StyledText("note", .warning), text) }

  private func hanging(_ mark: StyledText, _ text: String) -> [StyledText] {
    (mark + StyledText(": \(text)")).wrapped(to: width - 2).enumerated().map { $0 == 0 ? $1 : StyledText("  ") + $1 }
  }
}
