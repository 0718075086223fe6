import Figures
import Foundation
import Gnuplot

/// One figure of each kind, small enough to be drawn often.
enum Gallery: String, CaseIterable {
  case curves, logarithmic, bands, runs, points, greyImages, colorImages, titledImages, heatMap, bars, vectorField, plane, matrix,
    histograms, panels, animation

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
    case .bands: Figure(Panel(title: "Seeds", x: Axis("step"), y: Axis("modes"), content: .curves(Gallery.means(.deviation))))
    case .runs: Figure(Panel(title: "Seeds", x: Axis("step"), y: Axis("modes"), content: .curves(Gallery.means(.runs))))
    case .titledImages:
      Figure(
        Panel(
          title: "Walks",
          content: .images(
            ImageGrid(
              height: 8, width: 8, columns: 4, pixels: (0..<512).map { Float($0 * 37 % 101) / 100 }, rowTitles: ["3 to 8", "1 to 7"],
              columnTitles: ["0", "1/3", "2/3", "1"]))))
    case .vectorField: Figure(Gallery.game)
    case .plane: Figure(Gallery.density)
    case .matrix: Figure(Panel(title: "Sweep", x: Axis("beta1"), y: Axis("rate"), content: .matrix(Gallery.sweep)))
    case .histograms:
      Figure(
        Panel(title: "Gradients", x: Axis("norm", logarithmic: true), y: Axis("count"), content: .histograms(Gallery.norms)))
    case .animation: Gallery.learning
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
    case .bands: ["Seeds", "step", "modes", "GAN", "WGAN"]
    case .runs: ["Seeds", "GAN", "faint: the 5 runs of each mean"]
    case .titledImages: ["Walks", "3 to 8", "1 to 7", "1/3"]
    case .vectorField: ["The game", "theta", "psi", "alternating", "longest arrow: 2.83"]
    case .plane: ["Samples", "generated", "density: ", " 0.488"]
    case .matrix: ["Sweep", "beta1", "rate", "1e-3", "1e-4", "0.5", "7.4 ± 0.3", "3.25 ± 0.1", "NaN"]
    case .histograms: ["Gradients", "norm", "count", "first layer", "last layer"]
    case .panels: ["All of it", "Ring", "D(x)", "Losses"]
    case .animation: ["The ring, learnt: step 300", "data", "samples"]
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

  /// Samples that come nearer to a ring from frame to frame.
  private static let learning = Figure(
    title: "The ring, learnt",
    frames: (0..<4).map { (frame: Int) -> Figure.Frame in
      let sets = [circle("data", .data, 200, radius: 2), circle("samples", .samples, 300, radius: 0.5 * Double(frame + 1))]
      return Figure.Frame("step \(frame * 100)", panels: [Panel(equalScale: true, content: .points(sets))])
    })

  private static func images(channels: Int) -> ImageGrid {
    let pixels = (0..<6 * 64 * channels).map { Float($0 * 37 % 101) / 100 }
    return ImageGrid(height: 8, width: 8, channels: channels, columns: 3, pixels: pixels, captions: channels == 3 ? ["red", "two"] : [])
  }

  private static let heat = Panel(
    title: "D(x)", x: Axis("x1"), y: Axis("x2"), equalScale: true,
    content: .heatMap(
      HeatMap(
        rows: 20, columns: 20, values: (0..<400).map { Double($0 % 20) / 19 }, x: -1...1, y: -1...1, contours: [0.5])))

  private static func means(_ spread: RunSpread) -> [Curve] {
    ["GAN", "WGAN"].enumerated().map { index, name in
      let runs = (0..<5).map { (run: Int) -> Curve in
        let steps = (0..<60).map { Double($0) }
        return Curve("", x: steps, y: steps.map { step in 2 + Double(index + 1) * step / 12 + sin(Double(run) * step) })
      }
      return Curve.mean(of: runs, named: name, spread: spread)
    }
  }

  private static let game: Panel = {
    let side = (0..<9).map { Double($0 - 4) / 2 }
    let places = side.flatMap { y in side.map { (x: $0, y: y) } }
    let field = VectorField(x: places.map(\.x), y: places.map(\.y), alongX: places.map { -$0.y }, alongY: places.map(\.x))
    let angles = (0..<200).map { Double($0) / 20 }
    let orbit = Trajectory("alternating", x: angles.map { cos($0) * (1 + $0 / 20) }, y: angles.map { sin($0) * (1 + $0 / 20) })
    return Panel(
      title: "The game", x: Axis("theta"), y: Axis("psi"), equalScale: true,
      content: .plane(Plane(field: field, trajectories: [orbit], points: [PointSet("equilibrium", role: .centres, x: [0], y: [0])])))
  }()

  private static let density: Panel = {
    let bell = (0..<20).map { (place: Int) -> Double in exp(-pow(Double(place) - 9.5, 2) / 20) }
    let values = bell.flatMap { up in bell.map { across in up * across / 2 } }
    let map = HeatMap(rows: 20, columns: 20, values: values, x: -3...3, y: -3...3, contours: [0.25])
    return Panel(
      title: "Samples", x: Axis("x1"), y: Axis("x2"), equalScale: true,
      content: .plane(Plane(backdrop: map, points: [circle("generated", .samples, 300, radius: 1)])))
  }()

  private static let sweep = NamedMatrix(
    rows: ["1e-3", "1e-4"], columns: ["0", "0.5"], values: [8, 7.4, 3.25, .nan], deviations: [0, 0.3, 0.1, 1])

  private static let norms = [
    bell("first layer", height: 100, centre: 8), bell("last layer", height: 60, centre: 13),
  ]

  private static func bell(_ name: String, height: Double, centre: Double) -> Histogram {
    let edges = (0...20).map { (edge: Int) -> Double in pow(10, Double(edge) / 5 - 3) }
    let heights = (0..<20).map { (bin: Int) -> Double in height * exp(-pow(Double(bin) - centre, 2) / 6) }
    return Histogram(name, edges: edges, heights: heights)
  }
}
