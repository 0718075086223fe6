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
  var margins: Margins { Self.axesMargins(panel, y: model.y, style: style) }
  var remarks: [String] { model.remarks }

  private static func size(_ panel: Panel, _ style: PlotStyle) -> (width: Int, height: Int) {
    panel.equalScale ? (style.squareSide, style.squareSide) : (style.plotWidth, style.plotHeight)
  }

  var legend: [Legend.Entry] { PointsLook(style: style).legend(model.layers) }

  func paint(on canvas: Canvas, area: Rectangle) throws(GnuplotError) {
    try canvas.axes(panel, x: model.x, y: model.y)
    let elements = try PointsLook(style: style).elements(model.layers, on: canvas.script)
    if elements.isEmpty { return try canvas.plotNothing() }
    try canvas.script.command("plot " + elements.joined(separator: ", "))
  }
}
