import Terminal
import Testing

@Suite("Text that is not to speak to the terminal")
struct VisibleControlsTests {
  @Test(
    "control characters become visible, everything else stays",
    arguments: [
      ("plain\n\ttext\r", "plain\n\ttext\r", "plain\n\ttext\r"),
      ("\u{1b}[2J\u{7}", "\u{241b}[2J\u{2407}", "^[[2J^G"),
      ("a\u{7f}b\u{0}", "a\u{2421}b\u{2400}", "a^?b^@"),
      ("caf\u{e9} \u{9b}31m 生", "caf\u{e9} \u{fffd}31m 生", "caf\u{e9} \u{fffd}31m 生"),
    ])
  func visible(text: String, unicode: String, ascii: String) {
    #expect(text.visibleControls(isUnicode: true) == unicode)
    #expect(text.visibleControls(isUnicode: false) == ascii)
  }
}
