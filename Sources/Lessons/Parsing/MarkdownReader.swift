/// Turns cmark's tree into `Prose`, and puts the mathematics back.
struct MarkdownReader {
  let mask: MathMask

  private func place(of node: MarkdownNode) -> SourceLocation {
    SourceLocation(file: mask.start.file, line: mask.start.line + max(0, node.line - 1))
  }

  // MARK: Blocks

  func blocks(in parent: MarkdownNode, depth: Int) throws(LessonError) -> [Prose.Block] {
    guard depth > 0 else { throw .nestedTooDeeply(at: place(of: parent)) }
    var blocks: [Prose.Block] = []
    for node in parent.children { blocks += try self.blocks(of: node, depth: depth) }
    return blocks
  }

  private func blocks(of node: MarkdownNode, depth: Int) throws(LessonError) -> [Prose.Block] {
    let line = place(of: node).line
    let content: Prose.Content
    switch node.kind {
    case .paragraph: return try paragraphs(of: inlines(in: node, depth: depth), line: line)
    case .heading: content = .heading(level: node.headingLevel, try inlines(in: node, depth: depth))
    case .blockQuote: content = .quote(try blocks(in: node, depth: depth - 1))
    case .list: content = .list(try list(node, depth: depth))
    case .codeBlock: content = .code(info: mask.restore(node.info), text: mask.restore(node.literal))
    case .htmlBlock: content = .html(mask.restore(node.literal))
    case .thematicBreak: content = .rule
    case .table: content = .table(try table(node, depth: depth))
    default: return []
    }
    return [Prose.Block(content, line: line)]
  }

  private func list(_ node: MarkdownNode, depth: Int) throws(LessonError) -> Prose.List {
    var items: [Prose.Item] = []
    for item in node.children { items.append(Prose.Item(blocks: try blocks(in: item, depth: depth - 1))) }
    return Prose.List(start: node.listStart, isTight: node.isTight, items: items)
  }

  private func table(_ node: MarkdownNode, depth: Int) throws(LessonError) -> Prose.Table {
    var table = Prose.Table(alignments: node.alignments, head: [], rows: [])
    for row in node.children {
      var cells: [[Prose.Inline]] = []
      for cell in row.children { cells.append(try inlines(in: cell, depth: depth)) }
      if row.kind == .tableHeader { table.head = cells } else { table.rows.append(cells) }
    }
    return table
  }

  /// Splits a paragraph around its display mathematics.
  private func paragraphs(of inlines: [Prose.Inline], line: Int) -> [Prose.Block] {
    var blocks: [Prose.Block] = []
    var words: [Prose.Inline] = []
    func endParagraph() {
      let trimmed = Prose.Inline.trimmed(words)
      if !trimmed.isEmpty { blocks.append(Prose.Block(.paragraph(trimmed), line: line)) }
      words = []
    }
    for inline in inlines {
      guard case .math(let latex, display: true) = inline else {
        words.append(inline)
        continue
      }
      endParagraph()
      blocks.append(Prose.Block(.math(latex), line: line))
    }
    endParagraph()
    return blocks
  }

  // MARK: Inlines

  private func inlines(in parent: MarkdownNode, depth: Int) throws(LessonError) -> [Prose.Inline] {
    guard depth > 0 else { throw .nestedTooDeeply(at: place(of: parent)) }
    var inlines: [Prose.Inline] = []
    for node in parent.children {
      if node.kind == .text {
        append(node.literal, to: &inlines)
      } else if let inline = try inline(of: node, depth: depth - 1) {
        inlines.append(inline)
      }
    }
    return inlines
  }

  private func append(_ literal: String, to inlines: inout [Prose.Inline]) {
    for piece in mask.pieces(of: literal) {
      switch piece {
      case .formula(let formula): inlines.append(.math(formula.latex, display: formula.isDisplay))
      case .filler: if inlines.last == .softBreak { inlines.removeLast() }
      case .text(let text):
        if case .text(let before) = inlines.last {
          inlines[inlines.count - 1] = .text(before + text)
        } else {
          inlines.append(.text(text))
        }
      }
    }
  }

  private func inline(of node: MarkdownNode, depth: Int) throws(LessonError) -> Prose.Inline? {
    switch node.kind {
    case .softbreak: .softBreak
    case .linebreak: .lineBreak
    case .code: .code(mask.restore(node.literal))
    case .htmlInline: .html(mask.restore(node.literal))
    case .emph: .emphasis(try inlines(in: node, depth: depth))
    case .strong: .strong(try inlines(in: node, depth: depth))
    case .strikethrough: .strikethrough(try inlines(in: node, depth: depth))
    case .link: .link(try inlines(in: node, depth: depth), url: address(node), title: mask.restore(node.title))
    case .image: .image(alternativeText: try inlines(in: node, depth: depth), url: address(node), title: mask.restore(node.title))
    default: nil
    }
  }

  private func address(_ node: MarkdownNode) -> String { mask.restore(node.url) }
}

extension Prose.Inline {
  /// Without the breaks and the white space at both ends.
  fileprivate static func trimmed(_ inlines: [Prose.Inline]) -> [Prose.Inline] {
    func isSpace(_ inline: Prose.Inline) -> Bool {
      switch inline {
      case .softBreak, .lineBreak: true
      case .text(let text): text.allSatisfy(\.isWhitespace)
      default: false
      }
    }
    let head = inlines.drop(while: isSpace)
    guard let last = head.lastIndex(where: { !isSpace($0) }) else { return [] }
    var trimmed = Array(head[...last])
    if case .text(let text) = trimmed[0] { trimmed[0] = .text(String(text.drop(while: \.isWhitespace))) }
    return trimmed
  }
}
