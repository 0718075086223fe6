import Terminal
import Testing

@Suite("Swift in colour")
struct SwiftHighlighterTests {
  private func pieces(_ source: String, in role: TextRole) -> [String] {
    SwiftHighlighter().highlight(source).runs.filter { $0.attributes == role.attributes }.map(\.text)
  }

  @Test("keywords are keywords, but neither as members nor as labels")
  func keywords() {
    #expect(pieces("for x in y.default { f(in: .init, for: 1) }", in: .keyword) == ["for", "in"])
    #expect(
      pieces("switch x { case 1: a\ndefault: b }\n@discardableResult func f()", in: .keyword) == [
        "switch", "case", "default", "@discardableResult", "func",
      ])
    #expect(pieces("#if DEBUG\n#endif", in: .keyword) == ["#if", "#endif"])
  }

  @Test("a string's interpolations are code again")
  func interpolation() {
    #expect(pieces(#""a \(x + 1) b""#, in: .string) == [#""a \"#, #" b""#])
    #expect(pieces(##"#"a \(x) \#(y) b"#"##, in: .string) == [##"#"a \(x) \#"##, ##" b"#"##])
    #expect(pieces(#""a \(x + 1) b""#, in: .number) == ["1"])
  }

  @Test("numbers end where they end")
  func numbers() {
    #expect(
      pieces("5_000 + 1e-3 - 0x1Fp+2 + a.0 + 1...5 + 1.5.magnitude", in: .number) == ["5_000", "1e-3", "0x1Fp+2", "0", "1", "5", "1.5"])
  }

  @Test("comments and types have looks of their own")
  func commentsAndTypes() {
    #expect(pieces("let a = MLP(2) // Loss\n/* b */", in: .comment) == ["// Loss", "/* b */"])
    #expect(pieces("let a: Tensor = MLP(2)", in: .type).filter { $0 != "2" } == ["Tensor", "MLP"])
  }

  @Test(
    "no text is changed, however broken it is",
    arguments: ["let 生 = \"é\\(", "\"\"\"", "#", "###", "\\", "`", "@", "/*", "0x", "\u{0}", "\"\\", "#/", "a\r\nb", "💥(\"👨‍👩‍👧\")", "}{][)("])
  func unchanged(text: String) {
    #expect(SwiftHighlighter().highlight(text).plain == text)
  }
}
