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

  @Test("a line is broken where values are left out, and a value between two gaps is a dot")
  func gaps() throws {
    let heights = (0..<60).map { (20..<25).contains($0) || (26..<40).contains($0) ? Double.nan : 1 }
    let figure = Figure(Panel(y: Axis(range: 0...2), content: .curves([Curve("", heights)])))
    let whole = Figure(Panel(y: Axis(range: 0...2), content: .curves([Curve("", heights.map { $0.isNaN ? 1 : $0 })])))
    let ascii = TextTerminal(columns: 80, rows: 20, color: false, glyphs: .ascii)
    let stretches = try [figure, whole].map { figure in
      let lines = try Gallery.renderer.render(figure, to: .text(ascii)).text.split(separator: "\n")
      // The fullest line between the axes is the curve.
      let curve = lines.filter { !$0.contains("--") }.max { $0.count { $0 == "*" } < $1.count { $0 == "*" } } ?? ""
      return curve.split { $0 != "*" }.map(\.count)
    }
    #expect(stretches[1].count == 1)
    #expect(stretches[0].count == 3 && stretches[0][1] == 1, "\(stretches)")
    let pad = try Scratchpad()
    let moves = try [figure, whole].map { figure in
      let svg = try Gallery.renderer.render(figure, to: .file(pad.file("a.svg"))).text
      return svg.matches(of: /stroke='rgb\( *0, 114, 178\)' +d='([^']*)'/).reduce(0) { $0 + $1.output.1.count { $0 == "M" } }
    }
    #expect(moves[1] > 0 && moves[0] > moves[1], "the pen is lifted at a gap: \(moves)")
  }

  @Test("the label of an axis stands clear of its widest number", arguments: [false, true])
  func labels(isLogarithmic: Bool) throws {
    let pad = try Scratchpad()
    let widths = try [1, 1e-4].map { scale in
      let values = [1, 2, 3].map { isLogarithmic ? scale * pow(10, Double($0)) : scale * Double($0) }
      let figure = Figure(Panel(y: Axis("a label", logarithmic: isLogarithmic), content: .curves([Curve("", values)])))
      let svg = try Gallery.renderer.render(figure, to: .file(pad.file("a.svg"))).text
      let text = try #require(svg.firstMatch(of: /translate\(([0-9.]+),[0-9.]+\) rotate\(-90\)/))
      let tics = svg.matches(of: /translate\(([0-9.]+),[0-9.]+\)" stroke="none"[^>]*text-anchor="end">\s*<text>([-0-9.e+]+)</)
      let reach = tics.compactMap { tic in Double(tic.output.1).map { $0 - 0.64 * 12.5 * Double(tic.output.2.count) } }
      #expect(reach.count >= 2 && (Double(text.output.1) ?? .infinity) + 5 < reach.min() ?? 0, "\(text.output.1) \(reach)")
      return try #require(svg.firstMatch(of: /width="([0-9]+)"/).flatMap { Int($0.output.1) })
    }
    #expect(widths[1] > widths[0])
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
      .heatMap(HeatMap(rows: 0, columns: 0, values: [], x: 0...1, y: 0...1)), .matrix(NamedMatrix(rows: [], columns: [], values: [])),
      .histograms([]),
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

  @Test(
    "a plane is drawn whatever its layers lack",
    arguments: [
      Plane(), Plane(trajectories: [Trajectory("lost", x: [.nan], y: [1])]),
      Plane(trajectories: [Trajectory("still", x: [1, 1], y: [2, 2])]),
      Plane(field: VectorField(x: [0, 1], y: [0, 1], alongX: [0, 0], alongY: [0, 0])),
      Plane(field: VectorField(x: [0, 1], y: [0, 1], alongX: [.infinity, 1e308], alongY: [1, 1e308])),
      Plane(backdrop: HeatMap(rows: 1, columns: 1, values: [.nan], x: 0...1, y: 0...1)),
    ])
  func planes(plane: Plane) throws {
    for text in try texts(Figure(Panel(x: Axis("theta"), equalScale: true, content: .plane(plane)))) { #expect(text.contains("theta")) }
  }

  @Test("every arrow of a field has its head, those in the corners too")
  func arrowHeads() throws {
    let pad = try Scratchpad()
    let svg = try Gallery.renderer.render(Gallery.vectorField.figure, to: .file(pad.file("a.svg"))).text
    // Of 9 by 9 arrows the one in the middle has no length.
    #expect(svg.matches(of: /<polygon fill = 'rgb\(122, 128, 136\)'/).count == 80)
  }

  @Test("what a plane leaves out is counted: arrows, steps of paths, points")
  func planeCounts() throws {
    let plane = Plane(
      field: VectorField(x: [0, 1], y: [0, 1], alongX: [.nan, 1], alongY: [1, 1]),
      trajectories: [Trajectory("path", x: [0, .infinity, 1], y: [0, 0, 1])])
    for text in try texts(Figure(Panel(content: .plane(plane)))) { #expect(text.contains("2 values that are not finite are left out")) }
  }

  @Test("a band whose lower edge is not positive reaches down to a logarithmic axis, and the axis stays where the values are")
  func logarithmicBand() throws {
    let curve = Curve("loss", x: [1, 2, 3], y: [1, 2, 4], spread: .band(lower: [-1, 1, 2], upper: [3, 4, 8]))
    for text in try texts(Figure(Panel(y: Axis("loss", logarithmic: true), content: .curves([curve])))) {
      #expect(text.contains("loss") && !text.contains("not positive"))
    }
  }

  @Test(
    "histograms of one bin, of empty bins and on logarithmic axes are drawn",
    arguments: [[3], [0, 0], [0, 1e9, 2], [.nan, 1]] as [[Double]])
  func histograms(heights: [Double]) throws {
    for logarithmic in [false, true] {
      let histogram = Histogram("norms", edges: (0...heights.count).map { Double($0 + 1) }, heights: heights)
      let panel = Panel(
        x: Axis("norm", logarithmic: logarithmic), y: Axis(logarithmic: logarithmic), content: .histograms([histogram]))
      for text in try texts(Figure(panel)) { #expect(text.contains("norm")) }
    }
  }

  @Test("a matrix of many cells is drawn without its numbers, and says so")
  func manyCells() throws {
    let names = (0..<60).map { "n\($0)" }
    let matrix = NamedMatrix(rows: names, columns: names, values: (0..<3_600).map { Double($0) })
    let pad = try Scratchpad()
    let svg = try Gallery.renderer.render(Figure(Panel(content: .matrix(matrix))), to: .file(pad.file("a.svg"))).text
    #expect(svg.contains("the cells are too small for numbers") && !svg.contains("1,234"))
    let text = try Gallery.renderer.render(Figure(Panel(content: .matrix(matrix))), to: .text(terminal)).text
    #expect(text.contains("of 60 columns are drawn") && text.contains("of 60 rows are drawn"))
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
