/// Lays prose out in lines for a terminal of a given width.
///
/// The lines are styled texts: `Style` turns them into what the terminal is sent, and tests read them as values.
public struct ProseRenderer: Sendable {
  /// No line is wider, as long as a single character fits.
  public let width: Int
  /// Columns of the window: code is not filled, and is broken only where the terminal would break it.
  public let window: Int
  /// False spells everything in ASCII.
  public let isUnicode: Bool
  /// Where nothing is coloured, the signs of Markdown say what is code, emphasis and strong.
  public let isColored: Bool
  /// For a screen reader: no lines are drawn, and words say what they would show.
  public let isPlain: Bool
  let ornaments: Ornaments
  private let highlighter = SwiftHighlighter()

  /// Prose is filled to at most 100 columns: longer lines are hard to read back from.
  public static let widestMeasure = 100

  /// - Parameter window: None where lines may be of any length.
  public init(width: Int, window: Int? = nil, isUnicode: Bool = true, isColored: Bool = true, isPlain: Bool = false) {
    self.window = max(1, window ?? .max)
    self.width = max(1, min(width, Self.widestMeasure))
    self.isUnicode = isUnicode
    self.isColored = isColored
    self.isPlain = isPlain
    ornaments = Ornaments(isUnicode: isUnicode)
  }

  /// All blocks, a blank line between each two.
  public func lines(_ blocks: [ProseBlock]) -> [StyledText] {
    lines(blocks, width: width, depth: 0, isTight: false)
  }

  /// Source code, indented and coloured as in a lesson.
  public func code(_ source: String, language: String = "swift", indentation: Int = 4) -> [StyledText] {
    let body = source.hasSuffix("\n") ? String(source.dropLast()) : source
    let styled = language == "swift" ? highlighter.highlight(spelled(body)) : StyledText(spelled(body), .code)
    return styled.lines.flatMap { $0.isEmpty ? [$0] : broken($0, indentation: indentation) }
  }

  /// A line of code as it stands, or in pieces of which the later ones are indented by four columns more.
  private func broken(_ line: StyledText, indentation: Int) -> [StyledText] {
    let margin = StyledText(String(repeating: " ", count: indentation))
    guard line.width > window - indentation else { return [margin + line] }
    let own = line.plain.prefix { $0 == " " }.count
    let pieces = line.wrapped(to: max(20, window - indentation - own - 4))
    // A comment goes on as one.
    let slashes = line.plain.dropFirst(own).prefix { $0 == "/" }
    let mark = slashes.count > 1 ? StyledText("\(slashes) ", .comment) : StyledText("    ")
    return pieces.enumerated().map { index, piece in
      margin + StyledText(String(repeating: " ", count: own)) + (index == 0 ? piece : mark + piece)
    }
  }

  /// A run of inline prose, not yet filled into lines.
  public func text(_ inlines: [ProseInline]) -> StyledText {
    inlines.reduce(into: StyledText()) { $0.append(text($1)) }
  }

  private func lines(_ blocks: [ProseBlock], width: Int, depth: Int, isTight: Bool) -> [StyledText] {
    var all: [StyledText] = []
    for block in blocks {
      let own = lines(block, width: width, depth: depth)
      if own.isEmpty { continue }
      if !all.isEmpty, !isTight { all.append(StyledText()) }
      all += own
    }
    return all
  }

  private func lines(_ block: ProseBlock, width: Int, depth: Int) -> [StyledText] {
    switch block {
    case .heading(let level, let inlines): heading(text(inlines), level: level, width: width)
    case .paragraph(let inlines): text(inlines).wrapped(to: width)
    case .list(let start, let isTight, let items): list(items, start: start, isTight: isTight, width: width, depth: depth)
    case .quote(let blocks): quote(blocks, width: width, depth: depth)
    case .code(let source, let language): code(source, language: language)
    case .math(let rows): rows.map { StyledText("    ") + StyledText(spelled($0), .mathematics) }
    case .table(let table): isPlain ? spoken(table, width: width) : TableRenderer(self, table, width: width).lines
    case .rule: isPlain ? [] : [StyledText(String(repeating: ornaments.horizontal, count: min(width, 40)), .faint)]
    }
  }

  /// The first level is underlined with a heavy line, the second with a light one: headings are told apart without colour.
  private func heading(_ text: StyledText, level: Int, width: Int) -> [StyledText] {
    if isPlain { return (StyledText("Heading: ") + text).wrapped(to: width) }
    let filled = text.inside(TextRole.heading.attributes).wrapped(to: width)
    guard level <= 2 else { return filled }
    let sign = level == 1 ? ornaments.heavy : ornaments.horizontal
    let longest = filled.map(\.width).max() ?? 0
    return filled + [StyledText(String(repeating: sign, count: longest), level == 1 ? .accent : .faint)]
  }

  /// A table row by row, each cell behind the name of its column.
  private func spoken(_ table: ProseTable, width: Int) -> [StyledText] {
    table.rows.flatMap { row -> [StyledText] in
      let cells = row.enumerated().map { index, cell -> StyledText in
        let head = table.head.indices.contains(index) ? text(table.head[index]) : StyledText()
        return head.isEmpty ? text(cell) : head + StyledText(": ") + text(cell)
      }
      let line = cells.dropFirst().reduce(cells.first ?? StyledText()) { $0 + StyledText("; ") + $1 }
      return (line + StyledText(".")).wrapped(to: width)
    }
  }

  private func quote(_ blocks: [ProseBlock], width: Int, depth: Int) -> [StyledText] {
    lines(blocks, width: max(1, width - 2), depth: depth, isTight: false).map { StyledText("\(ornaments.vertical) ", .faint) + $0 }
  }

  private func list(_ items: [[ProseBlock]], start: Int?, isTight: Bool, width: Int, depth: Int) -> [StyledText] {
    let marks = items.indices.map { index in
      start.map { "\($0 + index)." } ?? ornaments.bullets[depth % ornaments.bullets.count]
    }
    let markWidth = marks.map { DisplayWidth.of($0) }.max() ?? 0
    var all: [StyledText] = []
    for (mark, item) in zip(marks, items) {
      if !all.isEmpty, !isTight { all.append(StyledText()) }
      let padding = String(repeating: " ", count: markWidth - DisplayWidth.of(mark))
      let first = StyledText("  \(padding)") + StyledText(mark, .accent) + StyledText(" ")
      let rest = StyledText(String(repeating: " ", count: markWidth + 3))
      let own = lines(item, width: max(1, width - markWidth - 3), depth: depth + 1, isTight: isTight)
      all += own.isEmpty ? [first] : own.enumerated().map { index, line in index == 0 ? first + line : line.isEmpty ? line : rest + line }
    }
    return all
  }

  // MARK: Inline

  private func text(_ inline: ProseInline) -> StyledText {
    switch inline {
    // A number and its sign stay together.
    case .text(let words): StyledText(spelled(words).replacing(#/(\d) %/#) { "\($0.1)\u{A0}%" })
    case .emphasis(let inner): marked(text(inner).inside(TextRole.emphasis.attributes), "*")
    case .strong(let inner): marked(text(inner).inside(TextRole.strong.attributes), "**")
    case .strikethrough(let inner): text(inner).inside(TextAttributes(isStruck: true))
    case .code(let source): code(inline: source)
    case .math(let formula): StyledText(unbroken(spelled(formula)), .mathematics)
    case .link(let inner, let url): link(inner, url: url)
    case .lineBreak: StyledText("\n")
    }
  }

  private func code(inline source: String) -> StyledText {
    marked(StyledText(unbroken(spelled(source)), .code), "`")
  }

  private func marked(_ text: StyledText, _ sign: StyledText) -> StyledText {
    isColored ? text : sign + text + sign
  }

  private func link(_ inner: [ProseInline], url: String) -> StyledText {
    let words = text(inner)
    guard !url.isEmpty, words.plain != url else { return words.inside(TextRole.link.attributes) }
    return words.inside(TextRole.link.attributes) + StyledText(" (\(spelled(url)))", .faint)
  }

  /// A short formula or piece of code stays on one line.
  private func unbroken(_ text: String) -> String {
    DisplayWidth.of(text) <= min(30, width / 2) ? String(text.map { $0 == " " ? "\u{A0}" : $0 }) : text
  }

  private func spelled(_ text: String) -> String {
    isUnicode ? text : ASCIIFallback.of(text)
  }
}
