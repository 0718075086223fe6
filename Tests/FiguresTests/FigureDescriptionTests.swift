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
