import Figures

/// Values as colours, with a bar that explains them, and contours.
struct HeatMapGraphics: PanelGraphics {
  let panel: Panel
  let style: PlotStyle
  let model: HeatMapModel

  init(_ map: HeatMap, panel: Panel, style: PlotStyle) {
    self.panel = panel
    self.style = style
    model = HeatMapModel(map)
  }

  var remarks: [String] { model.remarks }

  /// The height follows the map's own proportions when both axes have one scale.
  var size: (width: Int, height: Int) {
    guard panel.equalScale else { return (style.squareSide, style.plotHeight) }
    let area = model.area
    let ratio = (area.y.upperBound - area.y.lowerBound) / (area.x.upperBound - area.x.lowerBound)
    return (style.squareSide, ratio.isFinite ? Int(min(max(ratio, 0.3), 2) * Double(style.squareSide)) : style.squareSide)
  }

  var margins: Margins {
    let y = AxisScale(Axis(range: panel.y.range ?? model.area.y), fitting: [], padding: 0)
    var margins = Self.axesMargins(panel, y: y, style: style)
    margins.right = 84
    return margins
  }

  func paint(on canvas: Canvas, area: Rectangle) throws(GnuplotError) {
    let map = model.map
    var x = AxisScale(Axis(range: panel.x.range ?? model.area.x), fitting: [], padding: 0)
    var y = AxisScale(Axis(range: panel.y.range ?? model.area.y), fitting: [], padding: 0)
    if panel.equalScale { AxisScale.equalise(&x, &y, width: Double(area.width), height: Double(area.height)) }
    // gnuplot leaves the labels away, too, where an image has no value at all.
    guard map.values.contains(where: \.isFinite) else {
      try canvas.axes(panel, x: x, y: y, grid: false)
      return try canvas.plotNothing()
    }
    let contours = try map.contours.filter(\.isFinite).map { level throws(GnuplotError) in try contour(at: level, on: canvas.script) }
    try canvas.axes(panel, x: x, y: y, grid: false)
    try canvas.colorBar(low: model.low, high: model.high, beside: area)
    let spacing = model.spacing
    let place = "origin=(\(map.x.lowerBound),\(map.y.lowerBound)) dx=\(max(spacing.x, 1e-12)) dy=\(max(spacing.y, 1e-12))"
    try canvas.script.plot(
      field: map.values, rows: map.rows, columns: map.columns,
      (["\(place) using 1 with image notitle"] + contours).joined(separator: ", "))
  }

  /// The plot element that draws the line at `level`.
  private func contour(at level: Double, on script: Script) throws(GnuplotError) -> String {
    guard let line = try script.contour(of: model, at: level) else { return "NaN notitle" }
    // Light lines on the dark half of the colours, dark ones on the light half.
    let color = model.share(of: level) < 0.6 ? style.background : style.ink
    return "\(line) using 1:2 with lines lc rgb \(color.gnuplot()) lw 1.4 notitle"
  }
}
