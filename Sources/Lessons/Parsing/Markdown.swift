import CMarkdown

/// CommonMark with GitHub's tables and strikethrough, parsed by cmark-gfm into plain values.
enum Markdown {
  /// Real lessons nest three or four deep; the walk below recurses, and a hostile file must not exhaust the stack.
  private static let deepest = 64

  /// - Parameter file: The path that errors name.
  static func blocks(of mask: MathMask, file: String) throws(LessonError) -> [Prose.Block] {
    guard let parser = makeParser() else { return [] }
    defer { cmark_parser_free(parser) }
    var text = mask.text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
    guard let document = cmark_parser_finish(parser) else { return [] }
    defer { cmark_node_free(document) }
    return try MarkdownReader(mask: mask).blocks(in: MarkdownNode(document), depth: deepest)
  }

  private static func makeParser() -> OpaquePointer? {
    cmark_gfm_core_extensions_ensure_registered()
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_FULL_INFO_STRING) else { return nil }
    for name in ["table", "strikethrough"] {
      if let syntax = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, syntax) }
    }
    return parser
  }
}

/// A node of cmark's tree. It is only valid while its document is.
struct MarkdownNode {
  /// The names under which cmark knows its nodes; those of extensions have no fixed number.
  enum Kind: String {
    case blockQuote = "block_quote"
    case list, item
    case codeBlock = "code_block"
    case htmlBlock = "html_block"
    case paragraph, heading
    case thematicBreak = "thematic_break"
    case table
    case tableHeader = "table_header"
    case tableRow = "table_row"
    case text, softbreak, linebreak, code
    case htmlInline = "html_inline"
    case emph, strong, link, image, strikethrough
  }

  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  /// `nil` for a kind that Ganbook does not ask cmark for.
  var kind: Kind? { Kind(rawValue: string(cmark_node_get_type_string(pointer))) }
  var line: Int { Int(cmark_node_get_start_line(pointer)) }
  var literal: String { string(cmark_node_get_literal(pointer)) }
  var info: String { string(cmark_node_get_fence_info(pointer)) }
  var url: String { string(cmark_node_get_url(pointer)) }
  var title: String { string(cmark_node_get_title(pointer)) }
  var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
  var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }

  /// The first number of an ordered list.
  var listStart: Int? {
    cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(pointer)) : nil
  }

  var alignments: [Prose.Table.Alignment] {
    guard let letters = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
    return (0..<Int(cmark_gfm_extensions_get_table_columns(pointer))).map { column in
      switch letters[column] {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .centre
      case UInt8(ascii: "r"): .right
      default: .natural
      }
    }
  }

  var children: [MarkdownNode] {
    let nodes = sequence(first: cmark_node_first_child(pointer)) { node in node.flatMap { cmark_node_next($0) } }
    return nodes.prefix { $0 != nil }.compactMap { $0.map(MarkdownNode.init) }
  }

  private func string(_ characters: UnsafePointer<CChar>?) -> String {
    characters.map { String(cString: $0) } ?? ""
  }
}
