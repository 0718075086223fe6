import Lessons
import Testing

@Suite struct ProseTests {
  private func blocks(_ markdown: String) throws -> [Prose.Content] {
    try Fixture.lesson(body: markdown).prose.flatMap(\.blocks).map(\.content)
  }

  @Test("inline mark-up nests, and escapes are resolved")
  func inlines() throws {
    #expect(
      try blocks("A *b **c*** `d*` ~~e~~ [f *g*](h.md \"i\") ![j](k.png) \\*\n") == [
        .paragraph([
          .text("A "), .emphasis([.text("b "), .strong([.text("c")])]), .text(" "), .code("d*"), .text(" "),
          .strikethrough([.text("e")]), .text(" "), .link([.text("f "), .emphasis([.text("g")])], url: "h.md", title: "i"), .text(" "),
          .image(alternativeText: [.text("j")], url: "k.png", title: ""), .text(" *"),
        ])
      ])
  }

  @Test("headings, quotations, lists, rules and code are blocks")
  func structure() throws {
    #expect(
      try blocks("## A\n\n> b\n\n3. c\n   - d\n4. e\n\n---\n\n```text\nf\n```\n") == [
        .heading(level: 2, [.text("A")]),
        .quote([Prose.Block(.paragraph([.text("b")]), line: 8)]),
        .list(
          Prose.List(
            start: 3, isTight: true,
            items: [
              Prose.Item(blocks: [
                Prose.Block(.paragraph([.text("c")]), line: 10),
                Prose.Block(
                  .list(
                    Prose.List(start: nil, isTight: true, items: [Prose.Item(blocks: [Prose.Block(.paragraph([.text("d")]), line: 11)])])),
                  line: 11),
              ]),
              Prose.Item(blocks: [Prose.Block(.paragraph([.text("e")]), line: 12)]),
            ])),
        .rule,
        .code(info: "text", text: "f\n"),
      ])
  }

  @Test("a formula keeps its underscores, backslashes and bars, in tables too")
  func mathematics() throws {
    let table = try Fixture.lesson().prose[1].blocks[0].content
    #expect(
      table
        == .table(
          Prose.Table(
            alignments: [.left, .right, .centre],
            head: [[.text("coin")], [.math(#"p(\text{heads})"#, display: false)], [.code("$note")]],
            rows: [[[.text("fair")], [.math("|x| = 0.5", display: false)], [.text("a_b")]]])))
    #expect(
      try blocks("_$a_1 * b_2$_ and *c*\n") == [
        .paragraph([.emphasis([.math("a_1 * b_2", display: false)]), .text(" and "), .emphasis([.text("c")])])
      ])
  }

  @Test("display mathematics is a block of its own, also in the middle of a paragraph and over several lines")
  func display() throws {
    #expect(
      try blocks("Then $$a\n  = b$$ holds.\n") == [
        .paragraph([.text("Then ")]), .math("a\n= b"), .paragraph([.text("holds.")]),
      ])
    #expect(try blocks("> $$\n> - c\n> $$\n") == [.quote([Prose.Block(.math("- c"), line: 6)])])
    #expect(
      try blocks("A formula $x +\ny$ over\ntwo lines\n") == [
        .paragraph([.text("A formula "), .math("x +\ny", display: false), .text(" over"), .softBreak, .text("two lines")])
      ])
  }

  @Test(
    "a dollar is a sign of money where it cannot be one of mathematics",
    arguments: [
      ("It costs $5 and $6.", "It costs $5 and $6."), (#"\$a\$ and \\"#, #"$a$ and \"#), ("$ a $", "$ a $"), ("$a$5", "$a$5"),
      ("5$", "5$"), ("- costs $1\n- and 2$", "costs $1and 2$"), ("`$a$` $", "$a$ $"), ("``a`$`` x$", "a`$ x$"), ("`$ x$", "`$ x$"),
    ])
  func money(markdown: String, text: String) throws {
    func plain(_ blocks: [Prose.Block]) -> String {
      blocks.map { $0.inlines.map(\.plainText).joined() + plain($0.children) }.joined()
    }
    let blocks = try Fixture.lesson(body: markdown + "\n").prose.flatMap(\.blocks)
    #expect(plain(blocks) == text)
  }

  @Test("formulas in code, in addresses and in fences stay as they were written")
  func restoration() throws {
    #expect(
      try blocks("[a](b$c$d)\n\n    $e$\n\n```sh\necho $f$\n```\n\n<p>$g$</p>\n") == [
        .paragraph([.link([.text("a")], url: "b$c$d", title: "")]), .code(info: "", text: "$e$\n"),
        .code(info: "sh", text: "echo $f$\n"), .html("<p>$g$</p>\n"),
      ])
  }

  @Test("blocks know their line, behind formulas of several lines too")
  func lines() throws {
    #expect(try Fixture.lesson().prose[0].blocks.map(\.line) == [14, 16, 19])
    #expect(try Fixture.lesson().prose.map(\.location.line) == [14, 33, 48, 83, 89])
    #expect(try Fixture.lesson().hints.map(\.location.line) == [62, 66])
  }

  @Test("plain text has no mark-up and its mathematics in Unicode")
  func plainText() throws {
    let paragraph = try Fixture.lesson().prose[0].blocks[1]
    #expect(
      paragraph.inlines.map(\.plainText) == [
        "Who can tell a fair coin from one that shows heads with probability q? For a fixed generator the optimal "
          + "discriminator is D*(x) = p(x)/(p(x) + q(x)), and a ticket still costs $5:"
      ])
  }
}
