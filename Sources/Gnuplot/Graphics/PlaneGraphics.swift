import Figures

/// The plane: greys behind, arrows over them, paths with their ends marked, points.
struct PlaneGraphics: PanelGraphics {
  let panel: Panel
  let style: PlotStyle
  let model: PlaneModel

  init(_ plane: Plane, panel: Panel, style: PlotStyle) {
    self.panel = panel
    self.style = style
    let size = Self.size(panel, style)
    model = PlaneModel(plane, panel: panel, limit: 10_000, width: Double(size.width), height: Double(size.height))
  }

  var size: (width: Int, height: Int) { Self.size(panel, style) }
  var margins: Margins { Self.axesMargins(panel, y: model.y, style: style) }

  var remarks: [String] {
    let ends = model.paths.contains { !$0.points.isEmpty } ? ["ring: start, disc: end of a path"] : []
    return ends + model.remarks
  }

  private static func size(_ panel: Panel, _ style: PlotStyle) -> (width: Int, height: Int) {
    panel.equalScale ? (style.squareSide, style.squareSide) : (style.plotWidth, style.plotHeight)
  }

  var legend: [Legend.Entry] {
    let paths = model.paths.map { Legend.Entry(name: $0.name, sample: .line(style.color($0.index), dash: style.dash($0.index))) }
    return paths + PointsLook(style: style, first: model.paths.count).legend(model.points.layers)
  }

  func paint(on canvas: Canvas, area: Rectangle) throws(GnuplotError) {
    let script = canvas.script
    var elements = try arrows(on: script)
    for path in model.paths { elements += try self.path(path, area: area, on: script) }
    elements += try PointsLook(style: style, first: model.paths.count).elements(model.points.layers, on: script)
    var panel = panel
    (panel.x.logarithmic, panel.y.logarithmic) = (false, false)
    let behind = try backdrop(on: script)
    try canvas.axes(panel, x: model.x, y: model.y, grid: behind == nil)
    if let behind {
      return try script.plot(
        field: behind.values, rows: behind.rows, columns: behind.columns, ([behind.style] + elements).joined(separator: ", "))
    }
    if elements.isEmpty { return try canvas.plotNothing() }
    try script.command("plot " + elements.joined(separator: ", "))
  }

  private func arrows(on script: Script) throws(GnuplotError) -> [String] {
    let arrows = model.arrows
    guard !arrows.x.isEmpty else { return [] }
    let block = try script.block(arrows.x, arrows.y, arrows.alongX, arrows.alongY)
    return ["\(block) using 1:2:3:4 with vectors head filled size character 0.55,18,60 lc rgb \(style.arrow.gnuplot()) lw 1 notitle"]
  }

  private func path(_ path: PlaneModel.Path, area: Rectangle, on script: Script) throws(GnuplotError) -> [String] {
    let distance = 0.4 / Double(max(area.width, area.height) * style.pixelScale)
    let points = path.points.spaced(x: model.x, y: model.y, distance: distance)
    guard let (startX, startY) = zip(points.x, points.y).first(where: { _ in true }), let endX = points.x.last, let endY = points.y.last
    else {
      return []
    }
    let color = "lc rgb \(style.color(path.index).gnuplot())"
    let line = try script.line(points, "\(color) lw \(style.lineWidth) dt \(style.dash(path.index)) notitle")
    let start = try script.block([startX], [startY])
    let end = try script.block([endX], [endY])
    let paper = "lc rgb \(style.background.gnuplot())"
    return line + [
      "\(start) with points pt 7 ps 1.1 \(paper) notitle", "\(start) with points pt 6 ps 1.1 lw 1.6 \(color) notitle",
      "\(end) with points pt 7 ps 1.1 \(color) notitle",
    ]
  }

  /// The greys, with the palette they need; `nil` where there is no value to be drawn.
  private func backdrop(on script: Script) throws(GnuplotError) -> (values: [Double], rows: Int, columns: Int, style: String)? {
    guard let backdrop = model.backdrop, backdrop.map.values.contains(where: \.isFinite) else { return nil }
    let stops = style.backdrop.enumerated().map { "\($0) '#\($1.digits)'" }.joined(separator: ", ")
    try script.command("set palette defined (\(stops))\nset cbrange [\(backdrop.low):\(backdrop.high)]\nunset colorbox")
    let (map, spacing) = (backdrop.map, backdrop.spacing)
    var contours: [String] = []
    for level in map.contours where level.isFinite {
      guard let line = try script.contour(of: backdrop, at: level) else { continue }
      contours.append("\(line) using 1:2 with lines lc rgb \(style.ink.gnuplot()) lw 1.2 notitle")
    }
    let place = "origin=(\(map.x.lowerBound),\(map.y.lowerBound)) dx=\(max(spacing.x, 1e-12)) dy=\(max(spacing.y, 1e-12))"
    return (map.values, map.rows, map.columns, (["\(place) using 1 with image notitle"] + contours).joined(separator: ", "))
  }
}
