import Figures
import Foundation
import Testing

@Suite struct FigureTests {
  @Test("a figure survives the journey through a pipe")
  func roundTrip() throws {
    let figure = Figure(
      title: "T",
      panels: [
        Panel(x: Axis("step", range: 1...10, logarithmic: true), content: .curves([Curve("a", [1, 2, 3], smoothing: 0.5)])),
        Panel(equalScale: true, content: .images(ImageGrid(height: 1, width: 1, channels: 3, columns: 1, pixels: [0, 0.5, 1]))),
      ], columns: 1)
    #expect(try JSONDecoder().decode(Figure.self, from: JSONEncoder().encode(figure)) == figure)
  }

  @Test("a training is smoothed only where the curve is long enough for it")
  func smoothing() throws {
    let figure = Figure.training([Curve("long", Array(repeating: 1, count: 1_000)), Curve("short", [1, 2, 3])], smoothing: 0.95)
    guard case .curves(let curves) = try #require(figure.panels.first).content else { Issue.record("no curves"); return }
    #expect(curves.map(\.smoothing) == [0.95, 0])
  }

  @Test("contents whose sizes were made to contradict each other are recognised")
  func inconsistency() {
    var curve = Curve("loss", [1, 2])
    curve.x.removeLast()
    var grid = ImageGrid(height: 2, width: 2, columns: 1, pixels: [0, 0, 0, 0])
    #expect(Panel.Content.images(grid).inconsistency == nil)
    grid.width = 0
    var map = HeatMap(rows: 1, columns: 1, values: [1], x: 0...1, y: 0...1)
    map.rows = .max
    #expect(Panel.Content.curves([curve]).inconsistency == "the curve 'loss' has 1 positions, 2 values and smoothing 0.0")
    #expect(Panel.Content.images(grid).inconsistency != nil)
    #expect(Panel.Content.heatMap(map).inconsistency != nil)

    var mean = Curve("mean", x: [0], y: [1], spread: .band(lower: [0], upper: [2]))
    mean.spread = .runs([[1], [1, 2]])
    var matrix = NamedMatrix(rows: ["a"], columns: ["b"], values: [1])
    matrix.rows.append("c")
    var histogram = Histogram("h", edges: [0, 1], heights: [1])
    histogram.edges = [1, 0]
    var path = Trajectory("t", x: [0], y: [0])
    path.x = []
    for content in [Panel.Content.curves([mean]), .matrix(matrix), .histograms([histogram]), .plane(Plane(trajectories: [path]))] {
      #expect(content.inconsistency != nil)
    }
  }
}
