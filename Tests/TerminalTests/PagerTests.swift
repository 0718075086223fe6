import Terminal
import Testing

@Suite("Pages")
struct PagerTests {
  private func pages(_ lines: [String], height: Int) -> [[String]] {
    Pager(height: height, style: Style(isColored: false)).pages(lines.map { StyledText($0) }).map { $0.map(\.plain) }
  }

  @Test("what fits above the prompt is one page")
  func one() {
    let lines = (0..<8).map { "line \($0)" }
    #expect(pages(lines, height: 10) == [lines])
    #expect(pages(lines, height: 9).count == 2)
    #expect(pages([], height: 10) == [[]])
  }

  @Test("a page ends behind a blank line, so that a formula stays whole, and no line is lost or twice there")
  func blankLines() {
    let lines = ["a", "b", "c", "d", "e", "", "formula 1", "formula 2", "formula 3", "", "f", "g"]
    let found = pages(lines, height: 10)
    #expect(found[0] == ["a", "b", "c", "d", "e", ""])
    #expect(found.flatMap { $0 } == lines)
    #expect(found.allSatisfy { $0.count <= 8 })
  }

  @Test("a block that is higher than the window is cut where the window ends, in windows of any height", arguments: [1, 3, 6, 20])
  func longBlock(height: Int) {
    let lines = (0..<100).map { "row \($0)" }
    let found = pages(lines, height: height)
    #expect(found.flatMap { $0 } == lines)
    #expect(found.allSatisfy { $0.count <= max(4, height - 2) })
  }
}
