import Figures

/// Cells in rows and columns that have names, each with its value on its colour.
struct MatrixGraphics: PanelGraphics {
  let panel: Panel
  let style: PlotStyle
  let model: MatrixModel
  private let cell: (width: Int, height: Int)
  private let showsValues: Bool

  private static let widest = 900
  private static let highest = 1_200

  init(_ matrix: NamedMatrix, panel: Panel, style: PlotStyle) {
    self.panel = panel
    self.style = style
    model = MatrixModel(matrix)
    let texts = matrix.rows.indices.flatMap { row in matrix.columns.indices.map { matrix.text(row: row, column: $0) } }
    let needed = (texts.map { estimatedWidth($0, size: style.smallSize) }.max() ?? 0) + 12
    let width = min(max(style.cellWidth, needed), Self.widest / max(1, matrix.columns.count))
    let height = min(style.cellHeight, Self.highest / max(1, matrix.rows.count))
    cell = (max(3, width), max(3, height))
    // A number that does not fit its cell would run into the next one.
    showsValues = cell.width >= needed - 8 && Double(cell.height) >= style.smallSize * 1.2
  }

  var size: (width: Int, height: Int) {
    (max(1, model.matrix.columns.count) * cell.width, max(1, model.matrix.rows.count) * cell.height)
  }

  var remarks: [String] { model.remarks + (showsValues || model.matrix.values.isEmpty ? [] : ["the cells are too small for numbers"]) }

  private var columnNames: [String] { model.matrix.columns.map { plain($0).elided(to: 24) } }
  private var rowNames: [String] { model.matrix.rows.map { plain($0).elided(to: 24) } }
  private var longestColumn: Int { columnNames.map { estimatedWidth($0, size: style.smallSize) }.max() ?? 0 }
  private var isSlanted: Bool { longestColumn > cell.width - 4 }
  private var showsBar: Bool { model.matrix.coloring == .together && !showsValues }

  var margins: Margins {
    let longestRow = rowNames.map { estimatedWidth($0, size: style.smallSize) }.max() ?? 0
    return Margins(
      left: max(30, longestRow + 14) + (panel.y.label.isEmpty ? 0 : 24), right: showsBar ? 84 : 20, top: 8,
      bottom: 30 + (isSlanted ? min(longestColumn, 180) * 2 / 3 : 0) + (panel.x.label.isEmpty ? 0 : 24))
  }

  func paint(on canvas: Canvas, area: Rectangle) throws(GnuplotError) {
    let matrix = model.matrix
    var (x, y) = (AxisScale(Axis(), fitting: [], padding: 0), AxisScale(Axis(), fitting: [], padding: 0))
    (x.low, x.high) = (-0.5, Double(max(1, matrix.columns.count)) - 0.5)
    (y.low, y.high) = (-0.5, Double(max(1, matrix.rows.count)) - 0.5)
    var panel = panel
    (panel.x.logarithmic, panel.y.logarithmic) = (false, false)
    try canvas.axes(panel, x: x, y: y, grid: false)
    try canvas.script.command("set border 0\n" + tics)
    guard !matrix.values.isEmpty else { return try canvas.plotNothing() }
    if showsBar {
      // A bar is drawn only beside what is drawn by its palette.
      try canvas.colorBar(low: model.low, high: model.high, beside: area)
      return try canvas.script.plot(
        field: matrix.values, rows: matrix.rows.count, columns: matrix.columns.count, "flipy using 1 with image notitle")
    }
    if showsValues { try writeValues(on: canvas.script) }
    try canvas.script.plot(
      pixels: pixels(), rows: matrix.rows.count, columns: matrix.columns.count, "flipy using 1:2:3 with rgbimage notitle")
  }

  private func color(_ index: Int) -> Color {
    model.shares[index].map { MatrixModel.color($0, in: style.heat) } ?? style.grid
  }

  private func pixels() -> [UInt8] {
    model.matrix.values.indices.flatMap { index -> [UInt8] in
      let color = color(index)
      return [color.red, color.green, color.blue]
    }
  }

  /// The numbers, light on dark cells and dark on light ones.
  private func writeValues(on script: Script) throws(GnuplotError) {
    let matrix = model.matrix
    for row in matrix.rows.indices {
      for column in matrix.columns.indices {
        let ink = color(row * matrix.columns.count + column).lightness < 0.55 ? style.background : style.ink
        let place = "first \(column),\(matrix.rows.count - 1 - row)"
        try script.command(
          "set label \(quoted(matrix.text(row: row, column: column))) at \(place) center font ',\(style.smallSize)' "
            + "textcolor rgb \(ink.gnuplot()) front")
      }
    }
  }

  /// The names. A tic's text is a format, in which `%` means something.
  private var tics: String {
    guard !model.matrix.values.isEmpty else { return "unset xtics\nunset ytics" }
    let list = { (names: [String], place: (Int) -> Int) in
      names.enumerated().map { "\(quoted($1.replacing("%", with: "%%"))) \(place($0))" }.joined(separator: ", ")
    }
    let last = rowNames.count - 1
    return "set xtics \(isSlanted ? "rotate by 35 right" : "norotate") scale 0 (\(list(columnNames) { $0 }))\n"
      + "set ytics scale 0 (\(list(rowNames) { last - $0 }))"
  }
}
