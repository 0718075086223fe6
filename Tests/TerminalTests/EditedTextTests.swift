import Terminal
import Testing

@Suite("A text of several lines with a cursor")
struct EditedTextTests {
  private func edited(_ marked: String) -> EditedText {
    let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
    return EditedText(Array((parts[0] + parts[1]).utf8), cursor: parts[0].utf8.count)
  }

  @Test("up and down keep the column, or go to the end of a shorter line")
  func movement() {
    #expect(edited("abc\nde|f").above == 2)
    #expect(edited("a\ndef|").above == 1)
    #expect(edited("生成x\nab|c").above == "生成".utf8.count)
    #expect(edited("a|b\nc").below == 4)
    #expect(edited("ab|c\n\nd").below == 4)
    #expect(edited("a|b\n生成").below == 3 + "生".utf8.count)
  }

  @Test("there is nothing above the first line nor below the last")
  func ends() {
    #expect(edited("ab|c\nd").above == nil)
    #expect(edited("abc\nd|").below == nil)
    #expect(edited("|").above == nil && edited("|").below == nil)
  }

  @Test("a line begins and ends at its newlines")
  func line() {
    #expect(edited("ab\nc|d\ne").lineStart == 3)
    #expect(edited("ab\nc|d\ne").lineEnd == 5)
  }

  @Test("a closing bracket moves left only where it begins a line with the indentation it was given")
  func outdent() {
    #expect(edited("f {\n  |").outdent == 2)
    #expect(edited("f {\n  x|").outdent == 0)
    #expect(edited("f {\n|").outdent == 0)
    #expect(edited("f {\n    |").outdent == 0)
    #expect(edited("  |").outdent == 0)
  }

  @Test("rows break where readline breaks them: at the edge, before a wide character that does not fit, at newlines")
  func rows() {
    let rows = DisplayedRows(StyledText("abcd生x\ny"), firstColumn: 3, columns: 8) { $0.value > 0x1000 ? 2 : 1 }
    #expect(rows.rows.map(\.plain) == ["abcd", "生x", "y"])
    #expect(DisplayedRows(StyledText("abcde"), firstColumn: 3, columns: 8) { _ in 1 }.lastRow == 1)
    #expect(DisplayedRows(StyledText("abcde\nf"), firstColumn: 3, columns: 8) { _ in 1 }.rows.map(\.plain) == ["abcde", "", "f"])
  }
}
