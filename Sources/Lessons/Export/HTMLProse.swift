/// Prose as HTML.
public struct HTMLProse {
  /// Makes HTML of code in a language; `nil` shows it as it is.
  private let highlight: (String, String) -> String?
  /// Where a picture or a link leads; `nil` leaves what was written.
  private let resolve: (String) -> String?
  /// Headings are set this many levels lower than they were written.
  private let lowered: Int

  /// - Parameters:
  ///   - highlight: Gets code and its language, and gives HTML.
  ///   - resolve: Gets the address of a picture, and gives the one that the page is to use.
  ///   - lowered: Headings are set this many levels lower than they were written.
  public init(
    highlight: @escaping (_ code: String, _ language: String) -> String? = { _, _ in nil },
    resolve: @escaping (String) -> String? = { _ in nil },
    lowered: Int = 0
  ) {
    self.highlight = highlight
    self.resolve = resolve
    self.lowered = lowered
  }

  public func html(_ blocks: [Prose.Block]) -> String { blocks.map(html).joined(separator: "\n") }

  public func html(_ block: Prose.Block) -> String {
    switch block.content {
    case .heading(let level, let inlines):
      let tag = "h\(min(6, level + lowered))"
      return "<\(tag)>\(html(inlines))</\(tag)>"
    case .paragraph(let inlines): return "<p>\(html(inlines))</p>"
    case .quote(let blocks): return "<blockquote>\n\(html(blocks))\n</blockquote>"
    case .list(let list): return html(list)
    case .code(let info, let text):
      let language = info.split(separator: " ").first.map(String.init) ?? ""
      return "<pre><code>\(highlight(text, language) ?? HTMLText.escaped(text))</code></pre>"
    case .math(let latex): return "<div class=\"formula\">\(MathMarkup.markup(latex, display: true))</div>"
    case .table(let table): return html(table)
    case .rule: return "<hr>"
    // A lesson's own HTML could bring scripts and foreign pictures: it is shown as text.
    case .html(let text): return "<p>\(HTMLText.escaped(text))</p>"
    }
  }

  private func html(_ list: Prose.List) -> String {
    let items = list.items.map { item -> String in
      // The paragraphs of a tight list are the items themselves.
      let inner = item.blocks.map { block -> String in
        if list.isTight, case .paragraph(let inlines) = block.content { return html(inlines) }
        return html(block)
      }
      return "<li>\(inner.joined(separator: "\n"))</li>"
    }
    guard let start = list.start else { return "<ul>\n\(items.joined(separator: "\n"))\n</ul>" }
    return "<ol\(start == 1 ? "" : " start=\"\(start)\"")>\n\(items.joined(separator: "\n"))\n</ol>"
  }

  private func html(_ table: Prose.Table) -> String {
    let style = table.alignments.map { alignment -> String in
      switch alignment {
      case .natural: ""
      case .left: " style=\"text-align:left\""
      case .centre: " style=\"text-align:center\""
      case .right: " style=\"text-align:right\""
      }
    }
    let row = { (cells: [[Prose.Inline]], tag: String) in
      "<tr>" + cells.enumerated().map { "<\(tag)\($0 < style.count ? style[$0] : "")>\(html($1))</\(tag)>" }.joined() + "</tr>"
    }
    let body = table.rows.map { row($0, "td") }.joined(separator: "\n")
    return "<div class=\"wide\"><table>\n<thead>\(row(table.head, "th"))</thead>\n<tbody>\n\(body)\n</tbody>\n</table></div>"
  }

  public func html(_ inlines: [Prose.Inline]) -> String { inlines.map(html).joined() }

  private func html(_ inline: Prose.Inline) -> String {
    switch inline {
    case .text(let text), .html(let text): HTMLText.escaped(text)
    case .emphasis(let inner): "<em>\(html(inner))</em>"
    case .strong(let inner): "<strong>\(html(inner))</strong>"
    case .strikethrough(let inner): "<del>\(html(inner))</del>"
    case .code(let text): "<code>\(HTMLText.escaped(text))</code>"
    case .math(let latex, let display): MathMarkup.markup(latex, display: display)
    case .link(let inner, let url, _): HTMLProse.isHarmless(url) ? "<a href=\"\(HTMLText.escaped(url))\">\(html(inner))</a>" : html(inner)
    case .image(let alternative, let url, _): image(alternative, url)
    case .softBreak: "\n"
    case .lineBreak: "<br>\n"
    }
  }

  /// A picture that the page can hold is in it; of any other the description stands there.
  private func image(_ alternative: [Prose.Inline], _ url: String) -> String {
    let words = HTMLText.escaped(alternative.plainText)
    return resolve(url).map { "<img src=\"\($0)\" alt=\"\(words)\">" } ?? "<em>\(words)</em>"
  }

  /// Addresses that run nothing.
  private static func isHarmless(_ url: String) -> Bool {
    let scheme = url.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
    guard url.dropFirst(scheme.count).first == ":" else { return true }
    return ["http", "https", "mailto"].contains(scheme.lowercased())
  }
}
