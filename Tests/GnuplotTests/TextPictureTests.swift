import Figures
import Foundation
import Gnuplot
import Testing

@Suite(.serialized) struct TextPictureTests {
  static let sizes = [(24, 12), (40, 14), (80, 24), (132, 43)]

  private func text(_ figure: Figure, _ columns: Int, _ rows: Int, color: Bool = false, glyphs: TextTerminal.Glyphs = .unicode) throws
    -> String
  {
    try Gallery.renderer.render(figure, to: .text(TextTerminal(columns: columns, rows: rows, color: color, glyphs: glyphs))).text
  }

  private func withoutColor(_ text: String) -> String { text.replacing(/\u{1B}\[[0-9;]*m/, with: "") }

  @Test("every kind of figure shows its labels in a usual window", arguments: Gallery.allCases)
  func labels(kind: Gallery) throws {
    let text = try text(kind.figure, 80, 24)
    for label in kind.labels { #expect(text.contains(label), "\(label) is missing in\n\(text)") }
    #expect(!text.contains("\u{1B}"))
  }

  @Test("no line is longer than the window, and one panel is no higher", arguments: Gallery.allCases, sizes)
  func fits(kind: Gallery, size: (columns: Int, rows: Int)) throws {
    let lines = withoutColor(try text(kind.figure, size.columns, size.rows, color: true)).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= size.columns })
    if kind != .panels { #expect(lines.count <= size.rows) }
  }

  @Test("colour changes nothing but the colour of axes, curves, points and bars", arguments: [Gallery.curves, .points, .bars])
  func color(kind: Gallery) throws {
    let colored = try text(kind.figure, 80, 24, color: true)
    #expect(colored.contains("\u{1B}[38;5;"))
    #expect(withoutColor(colored) == (try text(kind.figure, 80, 24)))
    for line in colored.split(separator: "\n") where line.contains("\u{1B}") { #expect(line.contains("\u{1B}[0m")) }
  }

  @Test("what is faint is a middle grey, legible on light and dark ground")
  func faint() throws {
    let text = try text(Gallery.curves.figure, 80, 24, color: true)
    let colors = Set(text.matches(of: /38;5;([0-9]+)m/).map { $0.output.1 })
    #expect(colors == ["31", "166", "247"])
  }

  @Test("a console without Unicode gets ASCII only", arguments: Gallery.allCases)
  func ascii(kind: Gallery) throws {
    #expect(try text(kind.figure, 80, 24, glyphs: .ascii).allSatisfy(\.isASCII))
  }

  @Test("a ring looks round: about twice as many columns as lines")
  func round() throws {
    let figure = Figure(Panel(equalScale: true, content: .points([Gallery.circle("", .samples, 2_000, radius: 1)])))
    let lines = try text(figure, 120, 40).split(separator: "\n").map(Array.init)
    let isDot = { (character: Character) in character.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) } }
    let height = lines.count { $0.contains(where: isDot) }
    let columns = lines.flatMap { line in line.indices.filter { isDot(line[$0]) } }
    let width = try #require(columns.max()) - #require(columns.min()) + 1
    #expect(height > 20)
    #expect(abs(Double(width) / Double(height) - 2) < 0.15)
  }

  @Test("a glyph stands in the cell it was made for: a rising line ends in both corners")
  func corners() throws {
    let lines = try text(Figure(Panel(y: Axis(range: 0...1), content: .curves([Curve("", x: [0, 1], y: [0, 1])]))), 80, 24)
      .split(separator: "\n").map(Array.init)
    let axis = try #require(lines.firstIndex { $0.contains("└") })
    let left = try #require(lines[axis].firstIndex(of: "└"))
    #expect(lines[axis - 1][left + 1] != " ")
    #expect(lines[0].count == lines[axis].count && lines[0][lines[0].count - 1] != " ")
  }

  @Test("the same figure gives the same text")
  func deterministic() throws {
    #expect(try text(Gallery.panels.figure, 100, 40, color: true) == text(Gallery.panels.figure, 100, 40, color: true))
  }

  @Test("where nothing fits the description stands", arguments: [(1, 1), (23, 40), (80, 11), (0, 0), (-5, 7)])
  func tiny(columns: Int, rows: Int) throws {
    #expect(try text(Gallery.curves.figure, columns, rows) == Gallery.curves.figure.alternativeText)
  }

  @Test("an image of two pixels shows its light one above its dark one")
  func halfBlocks() throws {
    let figure = Figure(Panel(content: .images(ImageGrid(height: 2, width: 1, columns: 1, pixels: [1, 0]))))
    #expect(try text(figure, 80, 24) == "▀\n")
    #expect(try text(figure, 80, 24, color: true) == "\u{1B}[38;5;231;48;5;16m▀\u{1B}[0m\n")
  }

  @Test("thirty curves leave room for the plot, and the legend says how many it does not name")
  func manyCurves() throws {
    let curves = (0..<30).map { Curve("curve number \($0)", [Double($0), 1]) }
    let text = try text(Figure(Panel(content: .curves(curves))), 80, 24)
    #expect(text.split(separator: "\n").count <= 24)
    let shown = text.matches(of: /curve number/).count
    #expect(shown > 5 && text.contains("+ \(30 - shown) more"))
  }

  @Test("bars are as long as their values")
  func bars() throws {
    let lines = try text(Figure(Panel(content: .bars([Bar("a", 2), Bar("b", 1), Bar("c", 0)]))), 80, 24).split(separator: "\n")
    let lengths = lines.map { $0.count { "█▌".contains($0) } }
    #expect(lengths[0] > 40 && abs(lengths[0] - 2 * lengths[1]) <= 1 && lengths[2] == 0)
  }

  @Test("two curves differ by more than colour")
  func marks() throws {
    let text = try text(Gallery.curves.figure, 80, 24)
    #expect(text.count { $0 == "●" } > 2 && text.count { $0 == "■" } > 2)
  }
}
