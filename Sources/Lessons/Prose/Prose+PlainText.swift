extension Prose.Inline {
  /// The words without their mark-up, mathematics as one line of Unicode.
  public var plainText: String {
    switch self {
    case .text(let text), .code(let text): text
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner): inner.plainText
    case .math(let latex, _): MathText.line(latex)
    case .link(let inner, _, _), .image(let inner, _, _): inner.plainText
    case .softBreak: " "
    case .lineBreak: "\n"
    case .html: ""
    }
  }
}

extension [Prose.Inline] {
  /// The words without their mark-up, mathematics as one line of Unicode.
  public var plainText: String { map(\.plainText).joined() }
}

extension Prose.Block {
  /// The blocks inside this one: of a quotation, or of a list's items.
  public var children: [Prose.Block] {
    switch content {
    case .quote(let blocks): blocks
    case .list(let list): list.items.flatMap(\.blocks)
    case .heading, .paragraph, .code, .math, .table, .rule, .html: []
    }
  }

  /// The runs of inline text directly inside this block.
  public var inlines: [[Prose.Inline]] {
    switch content {
    case .heading(_, let inlines), .paragraph(let inlines): [inlines]
    case .table(let table): table.head + table.rows.flatMap { $0 }
    case .quote, .list, .code, .math, .rule, .html: []
    }
  }
}
