import Figures
import Foundation
import Gnuplot

/// One figure of each kind, small enough to be drawn often.
enum Gallery: String, CaseIterable {
  case curves, logarithmic, points, greyImages, colorImages, heatMap, bars, panels

  static let renderer = GnuplotRenderer(deadline: .seconds(60))

  var figure: Figure {
    switch self {
    case .curves: Figure.training(Gallery.losses, title: "Losses")
    case .logarithmic:
      Figure(
        Panel(title: "Norms", x: Axis("step", logarithmic: true), y: Axis("norm", logarithmic: true), content: .curves(Gallery.losses)))
    case .points: Figure(Gallery.ring)
    case .greyImages: Figure(Panel(title: "Digits", content: .images(Gallery.images(channels: 1))))
    case .colorImages: Figure(Panel(title: "Shapes", content: .images(Gallery.images(channels: 3))))
    case .heatMap: Figure(Gallery.heat)
    case .bars:
      Figure(
        Panel(title: "Modes", x: Axis("method"), y: Axis("covered"), content: .bars([Bar("GAN", 6.3, deviation: 0.5), Bar("Pac2", 7.9)])))
    case .panels: Figure(title: "All of it", panels: [Gallery.ring, Gallery.heat, Gallery.curves.figure.panels[0]], columns: 2)
    }
  }

  /// The words that have to be seen.
  var labels: [String] {
    switch self {
    case .curves: ["Losses", "step", "loss", "discriminator", "generator"]
    case .logarithmic: ["Norms", "step", "norm", "discriminator"]
    case .points: ["Ring", "x1", "x2", "data", "samples", "centres"]
    case .greyImages: ["Digits"]
    case .colorImages: ["Shapes"]
    case .heatMap: ["D(x)", "x1", "x2", "contour at 0.5"]
    case .bars: ["Modes", "covered", "GAN", "Pac2"]
    case .panels: ["All of it", "Ring", "D(x)", "Losses"]
    }
  }

  private static let losses = [
    Curve("discriminator", x: (1...400).map(Double.init), y: (1...400).map { 1.4 + 0.2 * sin(Double($0)) }),
    Curve("generator", x: (1...400).map(Double.init), y: (1...400).map { 0.7 + 40 / Double($0) }),
  ]

  private static let ring = Panel(
    title: "Ring", x: Axis("x1"), y: Axis("x2"), equalScale: true,
    content: .points([
      circle("samples", .samples, 400, radius: 2), circle("data", .data, 200, radius: 2.2), circle("centres", .centres, 8, radius: 2),
    ]))

  static func circle(_ name: String, _ role: PointSet.Role, _ count: Int, radius: Double) -> PointSet {
    let angles = (0..<count).map { 2 * Double.pi * Double($0) / Double(count) }
    return PointSet(name, role: role, x: angles.map { radius * cos($0) }, y: angles.map { radius * sin($0) })
  }

  private static func images(channels: Int) -> ImageGrid {
    let pixels = (0..<6 * 64 * channels).map { Float($0 * 37 % 101) / 100 }
    return ImageGrid(height: 8, width: 8, channels: channels, columns: 3, pixels: pixels, captions: channels == 3 ? ["red", "two"] : [])
  }

  private static let heat = Panel(
    title: "D(x)", x: Axis("x1"), y: Axis("x2"), equalScale: true,
    content: .heatMap(
      HeatMap(
        rows: 20, columns: 20, values: (0..<400).map { Double($0 % 20) / 19 }, x: -1...1, y: -1...1, contours: [0.5])))
}
