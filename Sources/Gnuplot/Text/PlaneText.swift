import Figures

/// The plane in a terminal: faint shades behind, an arrow in a cell, paths as lines of dots, points.
struct PlaneText {
  let plane: Plane
  let panel: Panel
  let style: PlotStyle
  let terminal: TextTerminal

  private var marks: TextMarks { TextMarks(glyphs: terminal.glyphs) }

  func drawn(in session: Session) throws(GnuplotError) -> TextBlock {
    // The tics' width depends on the scales and the scales on the area's shape: lay out once to learn the shape.
    let first = plot(model(width: 1, height: 1))
    // A cell is about twice as high as it is wide.
    let model = model(width: Double(first.columns), height: Double(2 * first.rows))
    var plot = plot(model)
    let paths = model.paths.map { ($0, line($0.points, model, plot)) }
    plot.layers =
      [TextPlot.Layer(glyphs: shades(model, plot), color: style.faint), TextPlot.Layer(glyphs: arrows(model, plot), color: style.faint)]
      + paths.map { path, canvas in
        let mark = terminal.glyphs == .unicode ? nil : marks.series(path.index)
        return TextPlot.Layer(glyphs: canvas.cells(mark: mark), color: style.terminalColor(path.index))
      }
      + model.points.layers.map { layer in
        TextPlot.Layer(glyphs: dots(layer.points, model, plot).cells(mark: mark(layer, model)), color: color(layer, model))
      } + paths.map { path, _ in TextPlot.Layer(glyphs: ends(path, model, plot), color: style.terminalColor(path.index)) }
    return try plot.drawn(in: session)
  }

  private func model(width: Double, height: Double) -> PlaneModel {
    let shades = (low: "blank", high: String(Character(shadeRamp[shadeRamp.count - 1])))
    return PlaneModel(plane, panel: panel, limit: .max, width: width, height: height, shades: shades)
  }

  private func plot(_ model: PlaneModel) -> TextPlot {
    let paths = model.paths.map { TextLegend.Entry(mark: marks.series($0.index), name: $0.name, color: style.terminalColor($0.index)) }
    let points = model.points.layers.map {
      TextLegend.Entry(mark: mark($0, model) ?? "⠶", name: $0.name, color: color($0, model))
    }
    let ends = model.paths.contains { !$0.points.isEmpty } ? ["S: start of a path; its mark: where it ends"] : []
    return TextPlot(
      panel, terminal: terminal, legend: paths + points, remarks: ends + model.remarks, x: model.x, y: model.y,
      square: panel.equalScale)
  }

  private var shadeRamp: [Unicode.Scalar] { terminal.glyphs == .unicode ? [" ", "·", "░", "▒"] : [" ", ".", ":", "-"] }

  private func shades(_ model: PlaneModel, _ plot: TextPlot) -> [PlacedGlyph] {
    guard let backdrop = model.backdrop else { return [] }
    var glyphs: [PlacedGlyph] = []
    for row in 0..<plot.rows {
      for column in 0..<plot.columns {
        let x = model.x.value(at: (Double(column) + 0.5) / Double(plot.columns)),
          y = model.y.value(at: (Double(row) + 0.5) / Double(plot.rows))
        guard let value = backdrop.value(x, y) else { continue }
        // With the values right of this cell and above it: a contour is one cell wide.
        let step = (x: (model.x.high - model.x.low) / Double(plot.columns), y: (model.y.high - model.y.low) / Double(plot.rows))
        let near = [value] + [backdrop.value(x + step.x, y), backdrop.value(x, y + step.y)].compactMap { $0 }
        let shade = min(shadeRamp.count - 1, Int(backdrop.share(of: value) * Double(shadeRamp.count)))
        if backdrop.isCrossed(near) {
          glyphs.append(PlacedGlyph(column: column, row: row, scalar: terminal.glyphs == .unicode ? "•" : "o"))
        } else if shade > 0 {
          glyphs.append(PlacedGlyph(column: column, row: row, scalar: shadeRamp[shade]))
        }
      }
    }
    return glyphs
  }

  private func arrows(_ model: PlaneModel, _ plot: TextPlot) -> [PlacedGlyph] {
    let arrows = model.arrows
    let canvas = DotCanvas(columns: plot.columns, rows: plot.rows, glyphs: .ascii)
    var taken: Set<Int> = []
    return arrows.shares.indices.compactMap { index in
      let (x, y) = (arrows.x[index] + arrows.alongX[index] / 2, arrows.y[index] + arrows.alongY[index] / 2)
      guard let cell = canvas.dot(x: model.x.position(of: x), y: model.y.position(of: y)),
        taken.insert(cell.y * plot.columns + cell.x).inserted
      else { return nil }
      return PlacedGlyph(
        column: cell.x, row: cell.y,
        scalar: marks.arrow(alongX: arrows.alongX[index], alongY: arrows.alongY[index], share: arrows.shares[index]))
    }
  }

  private func line(_ series: CleanSeries, _ model: PlaneModel, _ plot: TextPlot) -> DotCanvas {
    var canvas = DotCanvas(columns: plot.columns, rows: plot.rows, glyphs: terminal.glyphs)
    let scaled = { (position: Double, length: Int) in Int((min(max(position, -1), 2) * Double(length - 1)).rounded()) }
    let places = zip(series.x, series.y).map { x, y in
      (x: scaled(model.x.position(of: x), canvas.width), y: scaled(model.y.position(of: y), canvas.height))
    }
    for segment in series.segments {
      if segment.count == 1 { canvas.set(places[segment.lowerBound].x, places[segment.lowerBound].y) }
      for index in segment.dropFirst() where places[index - 1] != places[index] { canvas.line(from: places[index - 1], to: places[index]) }
    }
    return canvas
  }

  private func dots(_ series: CleanSeries, _ model: PlaneModel, _ plot: TextPlot) -> DotCanvas {
    var canvas = DotCanvas(columns: plot.columns, rows: plot.rows, glyphs: terminal.glyphs)
    for (x, y) in zip(series.x, series.y) {
      if let dot = canvas.dot(x: model.x.position(of: x), y: model.y.position(of: y)) { canvas.set(dot.x, dot.y) }
    }
    return canvas
  }

  /// The start and, in front of it, the end of a path.
  private func ends(_ path: PlaneModel.Path, _ model: PlaneModel, _ plot: TextPlot) -> [PlacedGlyph] {
    let canvas = DotCanvas(columns: plot.columns, rows: plot.rows, glyphs: .ascii)
    let places = [
      (path.points.x.first, path.points.y.first, "S" as Unicode.Scalar), (path.points.x.last, path.points.y.last, marks.series(path.index)),
    ]
    return places.compactMap { x, y, scalar in
      guard let x, let y, let cell = canvas.dot(x: model.x.position(of: x), y: model.y.position(of: y)) else { return nil }
      return PlacedGlyph(column: cell.x, row: cell.y, scalar: scalar)
    }
  }

  /// Samples in front of nothing else show their density in dots; where there are several sets or paths each has a mark.
  private func mark(_ layer: PointsModel.Layer, _ model: PlaneModel) -> Unicode.Scalar? {
    switch layer.role {
    case .data: marks.faint
    case .samples:
      terminal.glyphs == .unicode && layer.index == 0 && model.paths.isEmpty ? nil : marks.series(model.paths.count + layer.index)
    case .centres: marks.centre
    }
  }

  private func color(_ layer: PointsModel.Layer, _ model: PlaneModel) -> Color? {
    switch layer.role {
    case .data: style.faint
    case .samples: style.terminalColor(model.paths.count + layer.index)
    case .centres: nil
    }
  }
}
