import Figures

/// Histograms in a terminal: outlines in dots; a histogram of its own is filled.
struct HistogramsText {
  let histograms: [Histogram]
  let panel: Panel
  let style: PlotStyle
  let terminal: TextTerminal

  private var marks: TextMarks { TextMarks(glyphs: terminal.glyphs) }

  func drawn(in session: Session) throws(GnuplotError) -> TextBlock {
    let model = HistogramsModel(histograms, panel: panel, columns: 2 * terminal.columns)
    let legend = model.curves.legend.map {
      TextLegend.Entry(mark: marks.series($0.index), name: $0.name, color: style.terminalColor($0.index))
    }
    let remarks = model.curves.remarks + (histograms.isEmpty ? ["nothing to draw"] : [])
    var plot = TextPlot(model.panel, terminal: terminal, legend: legend, remarks: remarks, x: model.x, y: model.y, square: false)
    let isAlone = histograms.count == 1
    plot.layers = histograms.indices.flatMap { index -> [TextPlot.Layer] in
      let glyphs = bins(histograms[index], model, plot, filled: isAlone).cells(
        mark: terminal.glyphs == .unicode ? nil : marks.series(index))
      let color = style.terminalColor(index)
      return [TextPlot.Layer(glyphs: glyphs, color: color)]
        + (isAlone ? [] : [TextPlot.Layer(glyphs: tops(histograms[index], index, model, plot), color: color)])
    }
    return try plot.drawn(in: session)
  }

  private func bins(_ histogram: Histogram, _ model: HistogramsModel, _ plot: TextPlot, filled: Bool) -> DotCanvas {
    var canvas = DotCanvas(columns: plot.columns, rows: plot.rows, glyphs: terminal.glyphs)
    let (width, height) = (canvas.width, canvas.height)
    let across = { (value: Double) in scaled(model.x, value, width) }
    let up = { (value: Double) in scaled(model.y, value, height) }
    var last = 0
    for (index, value) in histogram.heights.enumerated() where value.isFinite {
      let (left, right, top) = (across(histogram.edges[index]), across(histogram.edges[index + 1]), up(value))
      if filled {
        // The dots of an empty bin would look like a low one.
        guard value > 0 else { continue }
        for x in left..<max(left + 1, right) { canvas.line(from: (x, 0), to: (x, top)) }
      } else {
        canvas.line(from: (left, last), to: (left, top))
        canvas.line(from: (left, top), to: (right, top))
        last = top
      }
    }
    if !filled, let end = histogram.edges.last { canvas.line(from: (across(end), last), to: (across(end), 0)) }
    return canvas
  }

  /// The mark of a histogram on its highest bin.
  private func tops(_ histogram: Histogram, _ index: Int, _ model: HistogramsModel, _ plot: TextPlot) -> [PlacedGlyph] {
    let finite = histogram.heights.indices.filter { histogram.heights[$0].isFinite }
    guard let highest = finite.max(by: { histogram.heights[$0] < histogram.heights[$1] }), histogram.heights[highest] > 0 else { return [] }
    let middle =
      model.x.logarithmic
      ? (histogram.edges[highest] * histogram.edges[highest + 1]).squareRoot()
      : (histogram.edges[highest] + histogram.edges[highest + 1]) / 2
    return [
      PlacedGlyph(
        column: scaled(model.x, middle, plot.columns), row: scaled(model.y, histogram.heights[highest], plot.rows),
        scalar: marks.series(index))
    ]
  }

  /// The dot of a value along an axis of `length` dots; what cannot be shown lies at its low end.
  private func scaled(_ scale: AxisScale, _ value: Double, _ length: Int) -> Int {
    let position = scale.logarithmic && value <= 0 ? 0 : scale.position(of: value)
    return Int((min(max(position, 0), 1) * Double(length - 1)).rounded())
  }
}
