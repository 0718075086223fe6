import Figures

/// Curves in a terminal: lines of dots with a mark now and then that says which curve it is.
struct CurvesText {
  let curves: [Curve]
  let panel: Panel
  let style: PlotStyle
  let terminal: TextTerminal

  private var marks: TextMarks { TextMarks(glyphs: terminal.glyphs) }

  func drawn(in session: Session) throws(GnuplotError) -> TextBlock {
    let model = CurvesModel(curves, panel: panel, columns: 2 * terminal.columns)
    let legend = model.legend.map { TextLegend.Entry(mark: marks.series($0.index), name: $0.name, color: style.terminalColor($0.index)) }
    var plot = TextPlot(panel, terminal: terminal, legend: legend, remarks: model.remarks, x: model.x, y: model.y, square: false)
    let faint = model.lines.compactMap { line in
      line.raw.map { dots($0, model, plot).cells(mark: marks.faint) }
    }
    let lines = model.lines.map { line in
      TextPlot.Layer(
        glyphs: dots(line.front, model, plot).cells(mark: terminal.glyphs == .unicode ? nil : marks.series(line.index)),
        color: style.terminalColor(line.index))
    }
    // In front of all lines, so that no curve covers another one's marks.
    let places = zip(model.lines, lines).map { line, layer in
      TextPlot.Layer(glyphs: sparse(layer.glyphs, index: line.index, of: lines.count, columns: plot.columns), color: layer.color)
    }
    plot.layers =
      spreads(model, plot) + faint.map { TextPlot.Layer(glyphs: $0, color: style.faint) } + lines + (lines.count > 1 ? places : [])
    return try plot.drawn(in: session)
  }

  private func dots(_ series: CleanSeries, _ model: CurvesModel, _ plot: TextPlot) -> DotCanvas {
    var canvas = DotCanvas(columns: plot.columns, rows: plot.rows, glyphs: terminal.glyphs)
    // Beyond the edges by a picture's height at most: a line that leaves the picture is drawn up to its edge.
    let scaled = { (position: Double, length: Int) in Int((min(max(position, -1), 2) * Double(length - 1)).rounded()) }
    let places = zip(series.x, series.y).map { x, y in
      (x: scaled(model.x.position(of: x), canvas.width), y: scaled(model.y.position(of: y), canvas.height))
    }
    for segment in series.segments {
      if segment.count == 1 { canvas.set(places[segment.lowerBound].x, places[segment.lowerBound].y) }
      for index in segment.dropFirst() { canvas.line(from: places[index - 1], to: places[index]) }
    }
    return canvas
  }

  /// Marks at even distances, shifted from curve to curve so that they do not meet.
  private func sparse(_ cells: [PlacedGlyph], index: Int, of count: Int, columns: Int) -> [PlacedGlyph] {
    let distance = max(10, columns / 5)
    let first = distance / 2 + index * distance / max(1, count)
    return stride(from: first % distance, to: columns, by: distance).compactMap { column in
      let here = cells.filter { $0.column == column }.sorted { $0.row < $1.row }
      return here.isEmpty ? nil : PlacedGlyph(column: column, row: here[here.count / 2].row, scalar: marks.series(index))
    }
  }

  /// Bands and single runs in faint dots, below everything else.
  private func spreads(_ model: CurvesModel, _ plot: TextPlot) -> [TextPlot.Layer] {
    model.lines.flatMap { line -> [TextPlot.Layer] in
      let runs = line.runs.map { dots($0, model, plot).cells(mark: marks.faint) }
      let band = line.band.map { band in filled(band, model, plot).cells(mark: marks.faint) }
      return (runs + [band].compactMap { $0 }).map { TextPlot.Layer(glyphs: $0, color: style.faint) }
    }
  }

  /// Every cell of a band, one stroke from its lower to its upper edge in each column.
  private func filled(_ band: CleanBand, _ model: CurvesModel, _ plot: TextPlot) -> DotCanvas {
    var canvas = DotCanvas(columns: plot.columns, rows: plot.rows, glyphs: .ascii)
    let height = { (value: Double) in
      Int(
        (min(max(model.y.position(of: model.y.logarithmic ? max(value, model.y.low) : value), 0), 1) * Double(canvas.height - 1)).rounded())
    }
    let places = band.x.indices.map { index in
      (
        x: Int((model.x.position(of: band.x[index]) * Double(canvas.width - 1)).rounded()), low: height(band.lower[index]),
        high: height(band.upper[index])
      )
    }
    for (start, end) in zip(places, places.dropFirst() + places.suffix(1)) {
      for x in start.x...max(start.x, end.x) {
        let share = end.x > start.x ? Double(x - start.x) / Double(end.x - start.x) : 0
        let between = { (from: Int, to: Int) in from + Int((Double(to - from) * share).rounded()) }
        canvas.line(from: (x, between(start.low, end.low)), to: (x, between(start.high, end.high)))
      }
    }
    return canvas
  }
}
