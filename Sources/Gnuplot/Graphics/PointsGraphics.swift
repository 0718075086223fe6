import Figures

/// Positions in the plane: data faint below, samples in front of it, centres as crosses in front of all.
struct PointsGraphics: PanelGraphics {
  let panel: Panel
  let style: PlotStyle
  let model: PointsModel

  init(_ sets: [PointSet], panel: Panel, style: PlotStyle) {
    self.panel = panel
    self.style = style
    let size = Self.size(panel, style)
    model = PointsModel(sets, panel: panel, limit: 10_000, width: Double(size.width), height: Double(size.height))
  }

  var size: (width: Int, height: Int) { Self.size(panel, style) }
  var margins: Margins { Self.axesMargins(panel) }
  var remarks: [String] { model.remarks }

  private static func size(_ panel: Panel, _ style: PlotStyle) -> (width: Int, height: Int) {
    panel.equalScale ? (style.squareSide, style.squareSide) : (style.plotWidth, style.plotHeight)
  }

  var legend: [Legend.Entry] {
    model.layers.map { layer in
      Legend.Entry(name: layer.name, sample: .point(type: symbol(layer), size: layer.role == .centres ? 1.1 : 0.8, color(layer)))
    }
  }

  func paint(on canvas: Canvas, area: Rectangle) throws(GnuplotError) {
    try canvas.axes(panel, x: model.x, y: model.y)
    var elements: [String] = []
    for layer in model.layers where !layer.points.isEmpty {
      let block = try canvas.script.block(layer.points.x, layer.points.y)
      let color = color(layer).gnuplot(transparency: layer.role == .samples ? 0.35 : 0)
      elements.append("\(block) with points pt \(symbol(layer)) ps \(pointSize(layer)) lw 1.6 lc rgb \(color) notitle")
    }
    if elements.isEmpty { return try canvas.plotNothing() }
    try canvas.script.command("plot " + elements.joined(separator: ", "))
  }

  private func color(_ layer: PointsModel.Layer) -> Color {
    switch layer.role {
    case .data: style.faint.mixed(with: style.background, share: 0.3)
    case .samples: style.color(layer.index)
    case .centres: style.ink
    }
  }

  /// A disc, or a diagonal cross for centres.
  private func symbol(_ layer: PointsModel.Layer) -> Int { layer.role == .centres ? 2 : 7 }

  /// Many points are drawn small, so that dense places still have a shape.
  private func pointSize(_ layer: PointsModel.Layer) -> Double {
    guard layer.role != .centres else { return 1.1 }
    switch layer.points.x.count {
    case ...100: return 0.7
    case ...1_000: return 0.45
    default: return 0.3
    }
  }
}
