import Terminal
import Testing

@Suite("Prose on a terminal")
struct ProseRendererTests {
  private func drawn(_ blocks: [ProseBlock], width: Int = 40, isUnicode: Bool = true, isColored: Bool = true) -> [String] {
    ProseRenderer(width: width, isUnicode: isUnicode, isColored: isColored).lines(blocks).map(\.plain)
  }

  @Test("the first two levels of headings are underlined as far as they reach")
  func headings() {
    let blocks: [ProseBlock] = [
      .heading(level: 1, [.text("One 生")]), .heading(level: 2, [.text("Two")]), .heading(level: 3, [.text("Three")]),
    ]
    #expect(drawn(blocks) == ["One 生", "━━━━━━", "", "Two", "───", "", "Three"])
    #expect(drawn(blocks, isUnicode: false) == ["One ?", "=====", "", "Two", "---", "", "Three"])
  }

  @Test("paragraphs are filled by display width")
  func paragraphs() {
    #expect(drawn([.paragraph([.text("生成器 と 識別器 ab cd")])], width: 10) == ["生成器 と", "識別器 ab", "cd"])
    #expect(drawn([.paragraph([.text("a"), .lineBreak, .text("b")])]) == ["a", "b"])
  }

  @Test("lists nest, their marks line up, and loose ones breathe")
  func lists() {
    let inner = ProseBlock.list(start: 9, isTight: true, items: [[.paragraph([.text("nine")])], [.paragraph([.text("ten")])]])
    let outer = ProseBlock.list(
      start: nil, isTight: true, items: [[.paragraph([.text("a b c d e f g")]), inner], [.paragraph([.text("z")])]])
    #expect(drawn([outer], width: 16) == ["  • a b c d e f", "    g", "       9. nine", "      10. ten", "  • z"])
    let loose = ProseBlock.list(start: 1, isTight: false, items: [[.paragraph([.text("a")])], [.paragraph([.text("b")])]])
    #expect(drawn([loose]) == ["  1. a", "", "  2. b"])
  }

  @Test("quotations carry their bar on every line, blank ones too")
  func quotes() {
    let quote = ProseBlock.quote([.paragraph([.text("one two")]), .quote([.paragraph([.text("in")])])])
    #expect(drawn([quote], width: 7) == ["│ one", "│ two", "│ ", "│ │ in"])
  }

  @Test("a table is as wide as its text, and narrower columns are filled when it does not fit")
  func tables() {
    let table = ProseBlock.table(
      ProseTable(
        alignments: [.left, .right, .centre], head: [[.text("Name")], [.text("n")], [.text("x")]],
        rows: [[[.text("a")], [.text("10")], [.text("ab c")]], [[.text("生")], [.text("5")]]]))
    #expect(
      drawn([table]) == [
        "┌──────┬────┬──────┐", "│ Name │  n │  x   │", "├──────┼────┼──────┤", "│ a    │ 10 │ ab c │", "│ 生   │  5 │      │",
        "└──────┴────┴──────┘",
      ])
    #expect(drawn([table], width: 18).contains("│ a    │ 10 │ ab │"))
    #expect(drawn([table], isUnicode: false).first == "+------+----+------+")
  }

  @Test("code is indented and keeps its characters; mathematics stands apart")
  func code() {
    #expect(drawn([.code("let x = 1\n\nf()\n", language: "swift")]) == ["    let x = 1", "", "    f()"])
    #expect(drawn([.math(["a", "─", "b"])]) == ["    a", "    ─", "    b"])
  }

  @Test("where nothing is coloured, Markdown's signs say what is code and what is stressed")
  func uncolored() {
    let words: [ProseInline] = [.code("x"), .text(" "), .emphasis([.text("e")]), .text(" "), .strong([.text("s")])]
    #expect(drawn([.paragraph(words)], isColored: false) == ["`x` *e* **s**"])
    #expect(drawn([.paragraph(words)]) == ["x e s"])
  }

  @Test("an address follows its words, unless it is the words or there is none")
  func links() {
    #expect(drawn([.paragraph([.link([.text("Pac")], url: "https://x.y")])]) == ["Pac (https://x.y)"])
    #expect(drawn([.paragraph([.link([.text("https://x.y")], url: "https://x.y")])]) == ["https://x.y"])
    #expect(drawn([.paragraph([.link([.text("next lesson")], url: "")])]) == ["next lesson"])
  }

  @Test("a short formula and short code do not break across lines, long ones may")
  func unbroken() {
    #expect(drawn([.paragraph([.text("aaaa bbbb "), .math("1 − x")])], width: 12) == ["aaaa bbbb", "1 − x"])
    #expect(drawn([.paragraph([.code("one two three")])], width: 9) == ["one two", "three"])
  }

  @Test("no line is wider than the window, whatever is in it", arguments: [10, 24, 40, 60, 79, 120])
  func widths(width: Int) {
    for line in ProseRenderer(width: width).lines(Self.page) { #expect(line.width <= max(width, 14), "\(line.plain)") }
  }

  @Test("a locale without Unicode gets ASCII only")
  func ascii() {
    #expect(drawn(Self.page, width: 80, isUnicode: false).allSatisfy { $0.allSatisfy(\.isASCII) })
    #expect(drawn([.paragraph([.text("−log D(x) ≤ π, “so” – naïve 𝔼")])], isUnicode: false) == ["-log D(x) <= pi, \"so\" - naive E"])
  }

  @Test("an exponent or an index of several characters is marked once in ASCII")
  func exponents() {
    #expect(drawn([.paragraph([.math("1/(1 + e⁻ᵃ) + x² + yᵢⱼ")])], isUnicode: false) == ["1/(1 + e^-a) + x^2 + y_ij"])
  }

  @Test("code is broken at a space, and only where the window would break it")
  func narrowCode() {
    let code = "  let loss = softplus(-discriminator(real)).mean() + softplus(discriminator(fake)).mean()"
    func lines(_ window: Int?) -> [String] { ProseRenderer(width: 60, window: window).code(code).map(\.plain) }
    #expect(lines(nil) == ["    " + code])
    #expect(lines(120) == ["    " + code])
    #expect(
      lines(60) == [
        "      let loss = softplus(-discriminator(real)).mean() +", "          softplus(discriminator(fake)).mean()",
      ])
    #expect(ProseRenderer(width: 100, window: 30).code(code).allSatisfy { $0.width <= 30 })
    let comment = ProseRenderer(width: 60, window: 34).code("  /// One two three four five six").map(\.plain)
    #expect(comment == ["      /// One two three four", "      /// five six"])
  }

  @Test("for a screen reader headings, tables and rules are words or nothing")
  func plain() {
    let table = ProseBlock.table(ProseTable(head: [[.text("Source")], [.text("Modes")]], rows: [[[.text("PacGAN")], [.text("7.8")]]]))
    let lines = ProseRenderer(width: 60, isPlain: true).lines([.heading(level: 1, [.text("Mode collapse")]), table, .rule]).map(\.plain)
    #expect(lines == ["Heading: Mode collapse", "", "Source: PacGAN; Modes: 7.8."])
  }

  private static let page: [ProseBlock] = [
    .heading(level: 1, [.text("Mode collapse, and "), .code("MLP")]),
    .paragraph([
      .text("Suppose a forger can paint "), .emphasis([.text("one banknote")]), .text(" perfectly; 生成器と識別器のゲーム。 "),
      .code("valueAndGradient(at: generator)"), .link([.text("PacGAN")], url: "https://arxiv.org/abs/1712.04086"), .math("−log D(G(z))"),
    ]),
    .list(
      start: nil, isTight: true, items: [[.paragraph([.text("one two three four five")]), .quote([.paragraph([.text("quoted – words")])])]]),
    .table(
      ProseTable(head: [[.text("Source")], [.text("Modes of 8")]], rows: [[[.text("PacGAN, table 1 (10 runs)")], [.text("7.8 ± 0.1")]]])),
    .rule,
  ]
}
