import Figures

/// Histograms over one pair of axes: bodies that are seen through, outlines in front.
struct HistogramsGraphics: PanelGraphics {
  let style: PlotStyle
  let model: HistogramsModel

  init(_ histograms: [Histogram], panel: Panel, style: PlotStyle) {
    self.style = style
    model = HistogramsModel(histograms, panel: panel, columns: style.plotWidth * style.pixelScale)
  }

  var size: (width: Int, height: Int) { (style.plotWidth, style.plotHeight) }
  var margins: Margins { Self.axesMargins(model.panel, y: model.y, style: style) }
  var remarks: [String] { model.curves.remarks + (model.curves.lines.isEmpty ? ["nothing to draw"] : []) }

  var legend: [Legend.Entry] {
    model.curves.legend.map { Legend.Entry(name: $0.name, sample: .line(style.color($0.index), dash: style.dash($0.index))) }
  }

  func paint(on canvas: Canvas, area: Rectangle) throws(GnuplotError) {
    try canvas.axes(model.panel, x: model.x, y: model.y)
    var (bodies, outlines): ([String], [String]) = ([], [])
    for line in model.curves.lines where !line.front.isEmpty {
      let color = style.color(line.index)
      let block = try canvas.script.block(line.front.x, line.front.y)
      let fill = color.gnuplot(transparency: model.curves.lines.count == 1 ? 0.5 : style.bandTransparency)
      bodies.append("\(block) with filledcurves y=\(model.y.low) fs solid 1 noborder lc rgb \(fill) notitle")
      outlines.append("\(block) with lines lc rgb \(color.gnuplot()) lw \(style.lineWidth) dt \(style.dash(line.index)) notitle")
    }
    if bodies.isEmpty { return try canvas.plotNothing() }
    try canvas.script.command("plot " + (bodies + outlines).joined(separator: ", "))
  }
}
