import Terminal
import Testing

@Suite("Text of a certain width")
struct StyledTextTests {
  @Test("characters take the columns that terminals give them")
  func widths() {
    let table: [(String, Int)] = [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("生成", 4), ("ｆ", 2), ("한", 2), ("👍", 2), ("👨‍👩‍👧", 2), ("❤️", 2), ("𝔼", 1), ("−∇θ", 3),
      ("\u{200B}", 0), ("━╸─", 3), ("🇩🇪", 2), ("x\u{302}", 1), ("\u{AD}", 0), ("⌚", 2),
    ]
    for (text, width) in table { #expect(DisplayWidth.of(text) == width, "\(text)") }
  }

  @Test("no line is wider than asked for, and no character is lost but the spaces at breaks", arguments: [1, 2, 3, 5, 8, 13, 40])
  func wrapping(width: Int) {
    var text = StyledText("Nothing in the generator's loss 生成器と識別器 asks it ")
    text.append("to visit", .strong)
    text.append(" them-all-or-many-more.", .code)
    let lines = text.wrapped(to: width)
    for line in lines { #expect(line.width <= max(width, 2)) }
    #expect(lines.map(\.plain).joined().filter { $0 != " " } == text.plain.filter { $0 != " " })
    #expect(lines.allSatisfy { !$0.plain.hasPrefix(" ") && !$0.plain.hasSuffix(" ") })
  }

  @Test("pieces without a space between them stay together, and a no-break space does not break")
  func together() {
    var text = StyledText("see ")
    text.append("code", .code)
    text.append(", f(a,\u{A0}b)")
    #expect(text.wrapped(to: 9).map(\.plain) == ["see code,", "f(a, b)"])
    #expect(text.wrapped(to: 8).map(\.plain) == ["see", "code,", "f(a, b)"])
  }

  @Test("an underline runs through its own spaces and ends with its words")
  func underlines() {
    var text = StyledText("a ")
    text.append("two words", .link)
    text.append(" b")
    let runs = text.wrapped(to: 80)[0].runs
    #expect(runs.map(\.text) == ["a ", "two words", " b"])
  }

  @Test("a text that is too long ends in an ellipsis and fits")
  func truncation() {
    #expect(StyledText("abcdef").truncated(to: 4).plain == "abc…")
    #expect(StyledText("生成器").truncated(to: 4).plain == "生…")
    #expect(StyledText("abc").truncated(to: 3).plain == "abc")
    #expect(StyledText("abc").truncated(to: 0).plain == "")
  }

  @Test("the inner looks win over the outer ones where both say something")
  func nesting() {
    let nested = StyledText("x", .code).inside(TextRole.heading.attributes)
    #expect(nested.runs[0].attributes == TextAttributes(color: .blue, isBold: true))
  }
}
