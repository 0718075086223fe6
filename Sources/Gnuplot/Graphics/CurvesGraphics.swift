import Figures

/// Lines over axes: the raw values faint, their average in front.
struct CurvesGraphics: PanelGraphics {
  let panel: Panel
  let style: PlotStyle
  let model: CurvesModel

  init(_ curves: [Curve], panel: Panel, style: PlotStyle) {
    self.panel = panel
    self.style = style
    model = CurvesModel(curves, panel: panel, columns: style.plotWidth * style.pixelScale)
  }

  var size: (width: Int, height: Int) { (style.plotWidth, style.plotHeight) }
  var margins: Margins { Self.axesMargins(panel, y: model.y, style: style) }
  var remarks: [String] { model.remarks }

  var legend: [Legend.Entry] {
    model.legend.map { Legend.Entry(name: $0.name, sample: .line(style.color($0.index), dash: style.dash($0.index))) }
  }

  func paint(on canvas: Canvas, area: Rectangle) throws(GnuplotError) {
    try canvas.axes(panel, x: model.x, y: model.y)
    var elements = try spreads(on: canvas.script)
    for line in model.lines {
      guard let raw = line.raw, !raw.isEmpty else { continue }
      let color = style.color(line.index).gnuplot(transparency: 0.72)
      elements += try canvas.script.line(raw, "lc rgb \(color) lw \(style.faintLineWidth) notitle")
    }
    for line in model.lines where !line.front.isEmpty {
      let look = "lc rgb \(style.color(line.index).gnuplot()) lw \(style.lineWidth) dt \(style.dash(line.index)) notitle"
      elements += try canvas.script.line(line.front, look)
    }
    if elements.isEmpty { return try canvas.plotNothing() }
    try canvas.script.command("plot " + elements.joined(separator: ", "))
  }

  /// Bands and single runs, below everything else.
  private func spreads(on script: Script) throws(GnuplotError) -> [String] {
    var elements: [String] = []
    for line in model.lines {
      let color = style.color(line.index)
      if let band = line.band, !band.x.isEmpty {
        let lower = model.y.logarithmic ? band.lower.map { max($0, model.y.low) } : band.lower
        let block = try script.block(band.x, lower, band.upper)
        let fill = color.gnuplot(transparency: style.bandTransparency)
        elements.append("\(block) using 1:2:3 with filledcurves fs solid 1 noborder lc rgb \(fill) notitle")
      }
      for run in line.runs where !run.isEmpty {
        let look = "lc rgb \(color.gnuplot(transparency: 0.6)) lw \(style.faintLineWidth) notitle"
        elements += try script.line(run, look)
      }
    }
    return elements
  }
}
