import Lessons
import Terminal

/// A lesson's prose as the terminal lays it out: mathematics becomes Unicode, HTML is left away.
enum ProseBlocks {
  static func of(_ prose: Prose) -> [ProseBlock] { prose.blocks.compactMap(block) }

  private static func block(_ block: Prose.Block) -> ProseBlock? {
    switch block.content {
    case .heading(let level, let text): .heading(level: level, inlines(text))
    case .paragraph(let text): .paragraph(inlines(text))
    case .quote(let blocks): .quote(blocks.compactMap(self.block))
    case .list(let list): .list(start: list.start, isTight: list.isTight, items: list.items.map { $0.blocks.compactMap(self.block) })
    case .code(let info, let text): .code(text, language: info.split(separator: " ").first.map(String.init) ?? "")
    case .math(let latex): .math(MathText.block(latex))
    case .table(let table): .table(self.table(table))
    case .rule: .rule
    case .html: nil
    }
  }

  private static func table(_ table: Prose.Table) -> ProseTable {
    let alignments = table.alignments.map { alignment -> ProseTable.Alignment in
      switch alignment {
      case .natural, .left: .left
      case .centre: .centre
      case .right: .right
      }
    }
    return ProseTable(alignments: alignments, head: table.head.map(inlines), rows: table.rows.map { $0.map(inlines) })
  }

  static func inlines(_ inlines: [Prose.Inline]) -> [ProseInline] { inlines.compactMap(inline) }

  private static func inline(_ inline: Prose.Inline) -> ProseInline? {
    switch inline {
    case .text(let text): .text(text)
    case .emphasis(let inner): .emphasis(inlines(inner))
    case .strong(let inner): .strong(inlines(inner))
    case .strikethrough(let inner): .strikethrough(inlines(inner))
    case .code(let text): .code(text)
    case .math(let latex, _): .math(MathText.line(latex))
    // Between lessons a name says enough; what lies elsewhere shows its address.
    case .link(let inner, let url, _): .link(inlines(inner), url: url.contains("://") ? url : "")
    case .image(let text, _, _): .emphasis([.text("[picture: ")] + inlines(text) + [.text("]")])
    case .softBreak: .text(" ")
    case .lineBreak: .lineBreak
    case .html: nil
    }
  }
}
