import Figures
import Foundation
import Gnuplot
import Testing

@Suite(.serialized) struct UnusualValuesTests {
  private let terminal = TextTerminal(columns: 80, rows: 24, color: false)

  private func texts(_ figure: Figure) throws -> [String] {
    let pad = try Scratchpad()
    return [
      try Gallery.renderer.render(figure, to: .file(pad.file("a.svg"))).text,
      try Gallery.renderer.render(figure, to: .text(terminal)).text,
    ]
  }

  @Test("values that are not finite are left out, and the picture says how many there were")
  func counted() throws {
    for text in try texts(Figure(Panel(content: .curves([Curve("loss", [1, .nan, .infinity, 2, -.infinity])])))) {
      #expect(text.contains("3 values that are not finite are left out"))
    }
  }

  @Test("a series with nothing to draw is a remark, not a failure", arguments: [[], [Double.nan, .nan]])
  func empty(values: [Double]) throws {
    let contents: [Panel.Content] = [.curves([Curve("lost", values)]), .points([PointSet("lost", x: values, y: values)])]
    for content in contents {
      for text in try texts(Figure(Panel(x: Axis("step"), content: content))) {
        #expect(text.contains("lost: nothing to draw") && text.contains("step"))
      }
    }
  }

  @Test(
    "a panel without any content is drawn and says so",
    arguments: [
      Panel.Content.bars([]), .images(ImageGrid(height: 2, width: 2, columns: 2, pixels: [])),
      .heatMap(HeatMap(rows: 0, columns: 0, values: [], x: 0...1, y: 0...1)),
    ])
  func nothing(content: Panel.Content) throws {
    for text in try texts(Figure(Panel(content: content))) { #expect(text.contains("nothing to draw")) }
  }

  @Test(
    "constant, single, huge, tiny and inverted values are drawn",
    arguments: [
      [1, 1, 1], [0], [1e308, -1e308], [.leastNonzeroMagnitude, 1e-305], [1e-300, 1e300], [1, 1 + 1e-16], [-5, -5],
    ] as [[Double]])
  func extremes(values: [Double]) throws {
    for logarithmic in [false, true] {
      let y = Axis("value", logarithmic: logarithmic)
      let points = PointSet("p", x: values, y: values)
      for content in [
        Panel.Content.curves([Curve("c", values)]), .points([points]), .bars(values.map { Bar("b", $0, deviation: abs($0)) }),
      ] {
        for text in try texts(Figure(Panel(y: y, equalScale: true, content: content))) { #expect(text.contains("value")) }
      }
    }
  }

  @Test("what a logarithmic axis cannot show is counted")
  func notPositive() throws {
    for text in try texts(Figure(Panel(y: Axis(logarithmic: true), content: .curves([Curve("loss", [1, 0, -2, 3])])))) {
      #expect(text.contains("2 values that are not positive"))
    }
  }

  @Test("points beyond a given range are counted")
  func outside() throws {
    for text in try texts(Figure(Panel(x: Axis(range: 0...1), content: .points([PointSet("p", x: [0.5, 2, 3], y: [1, 2, 3])])))) {
      #expect(text.contains("2 points lie outside"))
    }
  }

  @Test(
    "a heat map that is constant or has holes is drawn",
    arguments: [[0.5, 0.5, 0.5, 0.5], [0, .nan, 1, 2], [.nan, .nan, .nan, .nan]] as [[Double]])
  func heatMaps(values: [Double]) throws {
    let map = HeatMap(rows: 2, columns: 2, values: values, x: 0...1, y: 0...1, contours: [0.5, .nan])
    let holes = values.count { $0.isNaN }
    for text in try texts(Figure(Panel(content: .heatMap(map)))) {
      #expect(text.contains("not finite") == (holes > 0))
    }
  }

  @Test("pixels that are no numbers are drawn in a colour of their own and counted")
  func pixels() throws {
    let grid = ImageGrid(height: 1, width: 2, columns: 1, pixels: [.nan, 7])
    for text in try texts(Figure(Panel(content: .images(grid)))) { #expect(text.contains("1 value that is not finite")) }
  }

  @Test("a figure whose sizes contradict each other is refused with the reason")
  func inconsistent() {
    var curve = Curve("loss", [1, 2])
    curve.y.append(3)
    #expect(throws: GnuplotError.inconsistentFigure("the curve 'loss' has 2 positions, 3 values and smoothing 0.0")) {
      try Gallery.renderer.render(Figure(Panel(content: .curves([curve]))), to: .png)
    }
  }

  @Test("a figure without panels is a picture too")
  func noPanels() throws {
    let pad = try Scratchpad()
    #expect(try Gallery.renderer.render(Figure(title: "Only a title", panels: []), to: .file(pad.file("a.png"))).bytes.count > 0)
    #expect(try Gallery.renderer.render(Figure(title: "Only a title", panels: []), to: .text(terminal)).text.contains("Only a title"))
  }
}
