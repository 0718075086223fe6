import Terminal
import Testing

@Suite("Diagnostics")
struct DiagnosticTests {
  private func drawn(_ diagnostic: Diagnostic, _ source: String?, width: Int = 60, isUnicode: Bool = true) -> [String] {
    DiagnosticRenderer(width: width, isUnicode: isUnicode).lines(diagnostic) { _, _ in source }.map(\.plain)
  }

  @Test("the arrow stands under the column, which counts bytes, and the underline is as long as the mark")
  func arrow() {
    let diagnostic = Diagnostic(.error, "cannot find 'foo' in scope", place: "03.md", line: 12, column: 9, length: 3)
    #expect(
      drawn(diagnostic, "let x = foo + 1") == [
        "03.md:12:9: error: cannot find 'foo' in scope", "  12 │ let x = foo + 1", "     │         ^~~",
      ])
    let wide = Diagnostic(.error, "e", line: 1, column: 1 + "生 = ".utf8.count)
    #expect(drawn(wide, "生 = f")[1...] == ["  1 │ 生 = f", "    │      ^"])
    let tab = Diagnostic(.warning, "w", line: 1, column: 2)
    #expect(drawn(tab, "\tx", isUnicode: false) == ["1:2: warning: w", "  1 |   x", "    |   ^"])
  }

  @Test("a line that is too long is cut on both sides, and the mark stays in sight", arguments: [20, 30, 60, 200])
  func longLine(width: Int) {
    let source = String(repeating: "a", count: 300) + "HERE" + String(repeating: "b", count: 300)
    let lines = drawn(Diagnostic(.error, "e", line: 7, column: 301, length: 4), source, width: width)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
    let start = lines[2].firstIndex(of: "^").map { lines[2].distance(from: lines[2].startIndex, to: $0) }
    #expect(start.map { Array(lines[1])[$0] } == "H")
    #expect(lines[2].hasSuffix("^~~~"))
  }

  @Test("without a line, or without its text, the message stands alone; columns beyond the line do no harm")
  func incomplete() {
    #expect(drawn(Diagnostic(.error, "no module", place: "x"), "text") == ["x: error: no module"])
    #expect(drawn(Diagnostic(.note, "n", line: 3, column: 1), nil) == ["3:1: note: n"])
    #expect(drawn(Diagnostic(.note, "n", line: 3), "text") == ["3: note: n", "  3 │ text"])
    #expect(drawn(Diagnostic(.error, "e", line: 1, column: 99, length: 5), "ab")[2] == "    │   ^")
    #expect(drawn(Diagnostic(.error, "e", line: 1, column: 0), "")[2] == "    │ ^")
  }

  @Test("notes follow with excerpts of their own")
  func notes() {
    let diagnostic = Diagnostic(.error, "e", line: 2, column: 1, notes: [Diagnostic(.note, "see", place: "o", line: 1, column: 1)])
    #expect(drawn(diagnostic, "x").count == 6)
  }

  @Test("advice stands behind the notes, and for a screen reader the marked text is quoted")
  func adviceAndPlain() {
    let diagnostic = Diagnostic(.error, "e", line: 2, column: 5, length: 3, advice: "do this", notes: [Diagnostic(.note, "see")])
    #expect(drawn(diagnostic, "let abc").suffix(2) == ["note: see", "advice: do this"])
    let spoken = DiagnosticRenderer(width: 60, isPlain: true).lines(diagnostic) { _, _ in "let abc" }.map(\.plain)
    #expect(spoken == ["Error in line 2, column 5: e", "Line 2: let abc", "Marked: abc", "Note: see", "advice: do this"])
  }
}
