import Figures

extension GnuplotRenderer {
  /// Fewer columns or rows than these hold no plot.
  private static let smallest = (columns: 24, rows: 12)
  /// Panels stand side by side only while each has this many columns.
  private static let panelColumns = 38
  private static let panelRows = 14
  private static let gap = 2
  /// More than any screen has.
  private static let largest = (columns: 500, rows: 200)

  /// The figure in characters; where the terminal is too small for a picture, its description.
  func text(of figure: Figure, for terminal: TextTerminal) throws(GnuplotError) -> String {
    guard terminal.columns >= Self.smallest.columns, terminal.rows >= Self.smallest.rows else { return plain(figure.alternativeText) }
    var terminal = terminal
    terminal.columns = min(terminal.columns, Self.largest.columns)
    terminal.rows = min(terminal.rows, Self.largest.rows)
    let across = max(1, min(figure.columns, figure.panels.count, terminal.columns / Self.panelColumns))
    let down = (figure.panels.count + across - 1) / across
    var part = terminal
    part.columns = (terminal.columns - (across - 1) * Self.gap) / across
    let rows = terminal.rows - 1 - (figure.title.isEmpty ? 0 : 2)
    part.rows = down > 1 ? max(Self.panelRows, rows / down) : rows
    var rest = figure.panels[...]
    var blocks: [TextBlock] = []
    while !rest.isEmpty {
      let row = try rest.prefix(across).map { panel throws(GnuplotError) in try block(for: panel, terminal: part) }
      blocks.append(TextBlock.sideBySide(row, width: part.columns, gap: Self.gap))
      rest = rest.dropFirst(across)
    }
    let title = figure.title.isEmpty ? [] : [plain(figure.title).elided(to: terminal.columns)]
    return (title + blocks.map(\.text)).joined(separator: "\n\n") + "\n"
  }

  private func block(for panel: Panel, terminal: TextTerminal) throws(GnuplotError) -> TextBlock {
    switch panel.content {
    case .curves(let curves):
      try CurvesText(curves: curves, panel: panel, style: style, terminal: terminal).drawn(in: session())
    case .points(let sets):
      try PointsText(sets: sets, panel: panel, style: style, terminal: terminal).drawn(in: session())
    case .heatMap(let map):
      try HeatMapText(model: HeatMapModel(map), panel: panel, style: style, terminal: terminal).drawn(in: session())
    case .images(let grid):
      ImagesText(grid, panel: panel, terminal: terminal).drawn()
    case .bars(let bars):
      BarsText(bars: bars, panel: panel, style: style, terminal: terminal).drawn()
    case .plane(let plane):
      try PlaneText(plane: plane, panel: panel, style: style, terminal: terminal).drawn(in: session())
    case .matrix(let matrix):
      MatrixText(model: MatrixModel(matrix), panel: panel, style: style, terminal: terminal).drawn()
    case .histograms(let histograms):
      try HistogramsText(histograms: histograms, panel: panel, style: style, terminal: terminal).drawn(in: session())
    }
  }
}
