import Figures
import Testing

@Suite struct FigureDescriptionTests {
  @Test("a training is described by its curves, its steps and where they ended")
  func training() {
    let steps = (1...5_000).map(Double.init)
    let figure = Figure.training(
      [
        Curve("discriminator", x: steps, y: steps.map { _ in 1.38 }), Curve("generator", x: steps, y: steps.map { _ in 0.7 }),
      ], title: "")
    #expect(figure.alternativeText == "Line plot of discriminator and generator over step from 1 to 5,000; last values 1.38 and 0.7.")
  }

  @Test("points, images, heat maps and bars are described by what they hold")
  func kinds() {
    let figure = Figure(
      title: "All",
      panels: [
        Panel(content: .points([PointSet("data", role: .data, x: [1, 2], y: [1, 2]), PointSet("", x: [1], y: [1])])),
        Panel(
          title: "Digits",
          content: .images(ImageGrid(height: 2, width: 3, columns: 2, pixels: Array(repeating: 0, count: 12), captions: ["a", "b"]))),
        Panel(content: .heatMap(HeatMap(rows: 1, columns: 2, values: [0.25, .nan], x: 0...1, y: 0...1, contours: [0.5]))),
        Panel(content: .bars([Bar("GAN", 6.3, deviation: 0.5), Bar("Pac2", 7.9)])),
      ])
    #expect(
      figure.alternativeText == """
        All. Scatter plot of 2 points of data and 1 point of samples. \
        Digits: Grid of 2 grey images of 2x3 pixels, captioned a and b. \
        Heat map of 1 by 2 values from 0.25 to 0.25, with contours at 0.5. \
        Bar chart: GAN 6.3 ± 0.5 and Pac2 7.9.
        """)
  }

  @Test("planes, matrices, histograms, means and titled images are described by what a reader would look for")
  func furtherKinds() {
    let band = Curve("GAN", x: [0, 1], y: [1, 2], spread: .band(lower: [0, 1], upper: [2, 3]))
    let plane = Plane(
      backdrop: HeatMap(rows: 1, columns: 2, values: [0, 0.5], x: 0...1, y: 0...1),
      field: VectorField(x: [0, 1], y: [0, 0], alongX: [3, 0], alongY: [4, 1]), trajectories: [Trajectory("orbit", x: [1, 0], y: [0, 1])])
    let contents: [Panel.Content] = [
      .plane(plane), .matrix(NamedMatrix(rows: ["GAN"], columns: ["modes", "quality"], values: [8, 0.9], deviations: [0.5, .nan])),
      .histograms([Histogram("norms", edges: [0, 1, 3], heights: [2, 5])]), .curves([band]),
      .images(ImageGrid(height: 1, width: 1, columns: 1, pixels: [0, 1], rowTitles: ["in", "out"])),
    ]
    #expect(
      contents.map { Figure(Panel(content: $0)).alternativeText } == [
        "The plane with a vector field of 2 arrows, the longest 5, orbit from (1, 0) to (0, 1) in 2 points and density from 0 to 0.5 in grey.",
        "Matrix of 1 row and 2 columns. GAN: modes 8 ± 0.5, quality 0.9.", "Histogram of norms, highest between 1 and 3.",
        "Line plot of GAN with a band around it over its range from 0 to 1; last value 2.",
        "Grid of 2 grey images of 1x1 pixels, with rows in and out.",
      ])
  }

  @Test("a large matrix is described by its extremes and where they are")
  func largeMatrix() {
    let names = (0..<7).map { "n\($0)" }
    let matrix = NamedMatrix(rows: names, columns: names, values: (0..<49).map { Double($0) })
    #expect(
      Figure(Panel(content: .matrix(matrix))).alternativeText
        == "Matrix of 7 rows and 7 columns, lowest 0 at n0, n0, highest 48 at n6, n6.")
  }

  @Test("a description that is given is kept")
  func given() { #expect(Figure(panels: [], alternativeText: "Mine").alternativeText == "Mine") }

  @Test("what is empty is described as empty")
  func empty() {
    let contents: [Panel.Content] = [
      .curves([]), .points([]), .bars([]), .heatMap(HeatMap(rows: 0, columns: 0, values: [], x: 0...1, y: 0...1)),
    ]
    let texts = contents.map { Figure(Panel(content: $0)).alternativeText }
    #expect(
      texts == ["Line plot without curves.", "Scatter plot without points.", "Bar chart without bars.", "Heat map without finite values."])
  }
}
