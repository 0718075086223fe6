import Figures
import Foundation
import Gnuplot
import Testing

@Suite(.serialized) struct InjectionTests {
  /// Texts that try to leave their quotes; `%` is the file that a success would create.
  static let attacks = [
    "`touch %`", "\"`touch %`\"", "'; system('touch %'); '", "\\'; system('touch %') #", "a\n! touch %\nb", "a\r\n!touch %\r\n",
    "EOD\n! touch %", "e\n! touch %\n", "$(touch %)", "@attack", "trailing backslash\\", "'", "''", "a''b",
    "a''; system('touch %'); print ''", "''''", "{/:Bold x} a_b^c", "100 % %s %g %n",
    "<&>\"", "Verlust für 生成器 – 𝛼 ✓", "\u{1B}]0;touch %\u{7}\u{1B}[31m", "\u{0}x", "\u{202E}gnp", "\u{85}\u{2028}! touch %",
  ]

  @Test("no text of a figure becomes a command", arguments: attacks)
  func harmless(attack: String) throws {
    let pad = try Scratchpad()
    let text = attack.replacingOccurrences(of: "%", with: pad.file("pwned"))
    for content in contents(text) {
      let figure = Figure(title: text, panels: [Panel(title: text, x: Axis(text), y: Axis(text), content: content)])
      let svg = try Gallery.renderer.render(figure, to: .file(pad.file("a.svg"))).text
      #expect(XMLScan.isWellFormed(svg))
      let plot = try Gallery.renderer.render(figure, to: .text(TextTerminal(columns: 80, rows: 24, color: false))).text
      #expect(!plot.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
    }
    #expect(pad.names == ["a.svg"])
  }

  private func contents(_ text: String) -> [Panel.Content] {
    [
      .curves([Curve(text, [1, 2]), Curve("other", [2, 1])]), .points([PointSet(text, x: [1], y: [1])]),
      .images(ImageGrid(height: 1, width: 1, columns: 1, pixels: [1], captions: [text])), .bars([Bar(text, 1), Bar("b", 2)]),
      .heatMap(HeatMap(rows: 2, columns: 2, values: [0, 1, 2, 3], x: 0...1, y: 0...1)),
      .images(ImageGrid(height: 1, width: 1, columns: 1, pixels: [1], rowTitles: [text], columnTitles: [text])),
      .matrix(NamedMatrix(rows: [text], columns: [text], values: [1])),
      .histograms([Histogram(text, edges: [0, 1], heights: [1])]),
      .plane(
        Plane(
          backdrop: HeatMap(rows: 2, columns: 2, values: [0, 1, 2, 3], x: 0...1, y: 0...1), backdropName: text,
          trajectories: [Trajectory(text, x: [0, 1], y: [0, 1])], points: [PointSet(text, x: [1], y: [1])])),
    ]
  }

  @Test("quotes, backticks and percent signs are seen as they were written")
  func shown() throws {
    let pad = try Scratchpad()
    let name = "it's `50 %` {a_b}"
    let figure = Figure(Panel(title: name, content: .bars([Bar(name, 1)])))
    let svg = try Gallery.renderer.render(figure, to: .file(pad.file("a.svg"))).text
    #expect(svg.components(separatedBy: ">\(name)<").count + svg.components(separatedBy: "CDATA[\(name)]").count >= 3)
  }

  @Test("control characters and directions of writing are gone from plain text")
  func plainText() {
    #expect(plain("a\r\n\tb\u{202E}c\u{1B}[0m") == "a b" + "c [0m")
    #expect(quoted("it's") == #"'it'."\047".'s'"#)
  }
}
