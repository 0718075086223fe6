import Figures
import Foundation
import Testing

@Suite struct AnimationFigureTests {
  private let figure = Figure(
    title: "Growth",
    frames: (1...3).map { size in
      let values = [0, Double(size) * 10]
      return Figure.Frame(
        "step \(size)",
        panels: [Panel(content: .points([PointSet("a", x: values, y: values)])), Panel(content: .curves([Curve("b", values)]))])
    })

  @Test("what stands still of an animation is its last frame, and the words tell of all")
  func still() {
    #expect(figure.panels == figure.frames[2].panels && figure.columns == 2)
    #expect(
      figure.alternativeText.hasPrefix(
        "Growth. Animation of 3 pictures from step 1 to step 3. The last one: Scatter plot of 2 points of a."))
  }

  @Test("all frames are drawn on the axes that hold the data of all, and each names its own")
  func axes() {
    let pictures = figure.pictures
    #expect(pictures.map(\.title) == ["Growth: step 1", "Growth: step 2", "Growth: step 3"])
    #expect(pictures.allSatisfy { $0.panels[0].x.range == -1.5...31.5 && $0.panels[0].y.range == -1.5...31.5 })
    #expect(pictures.allSatisfy { $0.panels[1].x.range == 0...1 && $0.panels[1].y.range == -1.2...31.2 })
    #expect(pictures.allSatisfy { $0.frames.isEmpty })
  }

  @Test("an axis that was given, one that has a single value, and one whose values are not positive on a logarithmic scale")
  func exceptions() {
    let panel = { (values: [Double]) in
      Panel(x: Axis(range: 0...1), y: Axis(logarithmic: true), content: .points([PointSet("", x: values, y: values)]))
    }
    let given = Figure(frames: [Figure.Frame("", panels: [panel([-1, 10])]), Figure.Frame("", panels: [panel([1_000])])]).pictures
    #expect(given[0].panels[0].x.range == 0...1)
    let range = given[0].panels[0].y.range
    #expect(range.map { $0.lowerBound < 10 && $0.lowerBound > 5 && $0.upperBound > 1_000 && $0.upperBound < 2_000 } == true)
    #expect(given[0].title == "")
    let single = Figure(frames: [Figure.Frame("", panels: [panel([2])])]).pictures
    #expect(single[0].panels[0].y.range == nil)
  }

  @Test("an animation survives the journey through a pipe, and its table has a column for the frames")
  func journey() throws {
    #expect(try JSONDecoder().decode(Figure.self, from: JSONEncoder().encode(figure)) == figure)
    let lines = figure.csv.split(separator: "\n")
    #expect(lines[0] == "frame,panel,kind,name,x,y,value" && lines[2] == "step 1,1,samples,a,10.0,10.0," && lines.count == 13)
  }
}
