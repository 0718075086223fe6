import Foundation
import Lessons
import Testing

@Suite struct MathMarkupTests {
  @Test(
    "formulas have the elements that they need",
    arguments: [
      (#"\frac{a}{2}"#, "<mfrac><mrow><mi>a</mi></mrow><mrow><mn>2</mn></mrow></mfrac>"),
      (#"x^2_i"#, "<msubsup><mrow><mi>x</mi></mrow><mrow><mi>i</mi></mrow><mrow><mn>2</mn></mrow></msubsup>"),
      (#"\sqrt[3]{x}"#, "<mroot><mrow><mi>x</mi></mrow><mrow><mn>3</mn></mrow></mroot>"),
      (#"\hat{x}"#, "<mover accent=\"true\"><mrow><mi>x</mi></mrow><mo stretchy=\"false\">^</mo></mover>"),
      (#"a < b \text{ if } c"#, "<mo>&lt;</mo>"), (#"\text{a b}"#, "<mtext>a\u{A0}b</mtext>"),
      (#"\left( x \right)"#, "<mo fence=\"true\" stretchy=\"true\">(</mo>"),
      (#"\begin{cases} 1 & x \\ 2 & y \end{cases}"#, "<mtr><mtd style=\"text-align:left\"><mrow><mn>1</mn></mrow></mtd>"),
    ])
  func elements(latex: String, markup: String) {
    let text = MathMarkup.markup(latex, display: true)
    #expect(text.contains(markup), "\(text)")
    #expect(nests(text))
  }

  @Test("limits stand below in display mathematics and beside in a line")
  func limits() {
    #expect(MathMarkup.markup(#"\min_G V"#, display: true).contains("<munder>"))
    #expect(MathMarkup.markup(#"\min_G V"#, display: false).contains("<msub>"))
    #expect(MathMarkup.markup(#"\sum_{i=1}^n"#, display: true).contains("<munderover>"))
  }

  @Test(
    "words are parted from letters and from each other, and from nothing else",
    arguments: [
      (#"\log D"#, 1), (#"\log(D)"#, 0), (#"\min_G \max_D V"#, 2), (#"a \log b"#, 2), (#"= \log x"#, 1), (#"f(x) \log x"#, 2), (#"a b"#, 0),
    ])
  func words(latex: String, spaces: Int) {
    #expect(MathMarkup.markup(latex, display: true).components(separatedBy: "<mspace").count - 1 == spaces)
  }

  @Test("the LaTeX goes along, and nothing in it becomes markup")
  func annotation() {
    let text = MathMarkup.markup(#"a<b & "c" </math>"#, display: false)
    #expect(text.contains("a&lt;b &amp; &quot;c&quot; &lt;/math&gt;</annotation>"))
    #expect(nests(text))
  }

  @Test("every formula of the lessons becomes markup that nests", arguments: ["00", "03", "04"])
  func lessons(number: String) throws {
    for latex in try Corpus.formulas(number) { #expect(nests(MathMarkup.markup(latex, display: true)), "\(latex)") }
  }
}

/// Whether the tags of a text close in the order in which they were opened.
func nests(_ text: String) -> Bool {
  var open: [Substring] = []
  for match in text.matches(of: /<(\/?)([a-zA-Z0-9]+)[^>]*?(\/?)>/) where match.output.3.isEmpty {
    let name = match.output.2
    if ["meta", "img", "br", "hr"].contains(name) { continue }
    if match.output.1.isEmpty { open.append(name) } else if open.popLast() != name { return false }
  }
  return open.isEmpty
}

enum Corpus {
  /// The formulas of one of the project's lessons.
  static func formulas(_ number: String) throws -> [String] {
    let root = #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 }
    let library = try LessonLibrary.find(executable: root + "/.build/release/ganbook")
    let lesson = try Lesson(path: library.resolve(number).path)
    return lesson.prose.flatMap(\.blocks).flatMap(formulas)
  }

  private static func formulas(_ block: Prose.Block) -> [String] {
    if case .math(let latex) = block.content { return [latex] }
    let here = block.inlines.flatMap { $0 }.compactMap { inline -> String? in
      if case .math(let latex, _) = inline { latex } else { nil }
    }
    return here + block.children.flatMap(formulas)
  }
}
