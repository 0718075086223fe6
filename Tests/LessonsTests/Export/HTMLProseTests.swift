import Lessons
import Testing

@Suite struct HTMLProseTests {
  private func html(_ markdown: String, prose: HTMLProse = HTMLProse()) throws -> String {
    let lesson = try Lesson(text: "---\ntitle: T\nsummary: S.\nminutes: 1\nseed: 1\n---\n\n\(markdown)\n", file: "01-t.md")
    return prose.html(lesson.prose.flatMap(\.blocks))
  }

  @Test("every kind of block and of inline text becomes its element")
  func kinds() throws {
    let text = try html(
      """
      # Head

      Some *words*, **strong**, `code < 1`, $x^2$, [a link](https://example.org) and ~~gone~~.

      > quoted

      1. one
      2. two

      - [ ] a
      - b

      | a | b |
      |:--|--:|
      | 1 | 2 |

      ---

      ```python
      a < b
      ```

      $$\\frac{1}{2}$$
      """)
    for part in [
      "<h1>Head</h1>", "<em>words</em>", "<strong>strong</strong>", "<code>code &lt; 1</code>", "<msup>",
      "<a href=\"https://example.org\">a link</a>",
      "<del>gone</del>", "<blockquote>", "<ol>\n<li>one</li>", "<ul>", "<th style=\"text-align:left\">a</th>",
      "<td style=\"text-align:right\">2</td>",
      "<hr>", "<pre><code>a &lt; b", "<div class=\"formula\"><math", "<mfrac>",
    ] { #expect(text.contains(part), "\(part) in\n\(text)") }
    #expect(nests(text))
  }

  @Test("HTML, scripts and foreign addresses in a lesson run nowhere")
  func harmless() throws {
    let text = try html("<script>alert(1)</script>\n\nA <b>word</b>, [x](javascript:alert(1)), ![p](https://example.org/p.png)")
    #expect(!text.contains("<script") && !text.contains("<b>") && !text.contains("javascript:") && !text.contains("<img"))
    #expect(text.contains("<em>p</em>"))
  }

  @Test("a picture that can be held is in the page, with its description")
  func pictures() throws {
    let text = try html("![a \"ring\"](p.png)", prose: HTMLProse(resolve: { "data:,\($0)" }))
    #expect(text.contains("<img src=\"data:,p.png\" alt=\"a &quot;ring&quot;\">"))
  }

  @Test("code goes through the highlighter with its language")
  func highlighter() throws {
    let prose = HTMLProse(highlight: { "\($1), \($0.count) characters" })
    #expect(try html("```python x\na < b\n```\n", prose: prose).contains("<pre><code>python, 6 characters</code></pre>"))
  }
}
