import Figures

/// Positions in a terminal: data as faint points, samples as dots of their own density, centres as crosses.
struct PointsText {
  let sets: [PointSet]
  let panel: Panel
  let style: PlotStyle
  let terminal: TextTerminal

  private var marks: TextMarks { TextMarks(glyphs: terminal.glyphs) }

  func drawn(in session: Session) throws(GnuplotError) -> TextBlock {
    var model = model(width: 1, height: 1)
    let legend = model.layers.map { TextLegend.Entry(mark: mark($0) ?? "⠶", name: $0.name, color: color($0)) }
    // The tics' width depends on the scales and the scales on the area's shape: lay out once to learn the shape.
    var plot = TextPlot(panel, terminal: terminal, legend: legend, remarks: model.remarks, x: model.x, y: model.y, square: panel.equalScale)
    // A cell is about twice as high as it is wide.
    model = self.model(width: Double(plot.columns), height: Double(2 * plot.rows))
    plot = TextPlot(panel, terminal: terminal, legend: legend, remarks: model.remarks, x: model.x, y: model.y, square: panel.equalScale)
    plot.layers = model.layers.map { layer in
      var canvas = DotCanvas(columns: plot.columns, rows: plot.rows, glyphs: terminal.glyphs)
      for (x, y) in zip(layer.points.x, layer.points.y) {
        if let dot = canvas.dot(x: model.x.position(of: x), y: model.y.position(of: y)) { canvas.set(dot.x, dot.y) }
      }
      return TextPlot.Layer(glyphs: canvas.cells(mark: mark(layer)), color: color(layer))
    }
    return try plot.drawn(in: session)
  }

  private func model(width: Double, height: Double) -> PointsModel {
    PointsModel(sets, panel: panel, limit: .max, width: width, height: height)
  }

  /// The first set of samples shows its density in dots; further ones have a mark of their own.
  private func mark(_ layer: PointsModel.Layer) -> Unicode.Scalar? {
    switch layer.role {
    case .data: marks.faint
    case .samples: terminal.glyphs == .unicode && layer.index == 0 ? nil : marks.series(layer.index)
    case .centres: marks.centre
    }
  }

  private func color(_ layer: PointsModel.Layer) -> Color? {
    switch layer.role {
    case .data: style.faint
    case .samples: style.terminalColor(layer.index)
    case .centres: nil
    }
  }
}
