import Figures

/// A pair of axes in a terminal, which gnuplot's `dumb` terminal draws: frame, tics, labels, and every glyph in its cell.
///
/// The ranges that gnuplot gets are counted in cells, so that a glyph falls into the very cell it was made for.
struct TextPlot {
  struct Layer {
    var glyphs: [PlacedGlyph]
    /// `nil` for the terminal's own.
    var color: Color?
  }

  let terminal: TextTerminal
  var title = ""
  var xLabel = ""
  var yLabel = ""
  let legend: TextLegend
  var remarks: [String] = []
  /// From below to the front.
  var layers: [Layer] = []
  let xTics: TextTics
  let yTics: TextTics
  /// The plotting area in cells, without its frame.
  let columns: Int
  let rows: Int

  /// Divides the terminal among the parts of the plot.
  ///
  /// - Parameter square: Makes the plotting area about as high as it is wide.
  init(_ panel: Panel, terminal: TextTerminal, legend: [TextLegend.Entry], remarks: [String], x: AxisScale, y: AxisScale, square: Bool) {
    self.terminal = terminal
    self.legend = TextLegend(legend, columns: terminal.columns - 2, limit: max(1, terminal.rows / 5))
    title = plain(panel.title).elided(to: terminal.columns - 2)
    xLabel = plain(panel.x.label).elided(to: terminal.columns / 2)
    yLabel = plain(panel.y.label).elided(to: terminal.columns / 2)
    let head = self.legend.rows.count + (title.isEmpty ? 0 : 1) + (yLabel.isEmpty ? 0 : 1)
    // In the smallest windows the picture goes before what is said of it.
    let lines = terminal.rows - head - (xLabel.isEmpty ? 2 : 3) - 3
    self.remarks = remarks.prefix(max(0, lines)).map { plain($0).elided(to: terminal.columns - 2) }
    rows = max(3, terminal.rows - head - self.remarks.count - (xLabel.isEmpty ? 2 : 3))
    yTics = TextTics(y, limit: max(2, rows / 3))
    let room = max(8, terminal.columns - yTics.width - 4)
    columns = square ? min(room, max(16, 2 * rows)) : room
    xTics = TextTics(x, limit: max(3, columns / 11))
  }

  /// The column of the vertical axis.
  var left: Int { yTics.width + 1 }

  /// The line of the horizontal axis, counted from the lowest one.
  private var bottom: Int { remarks.count + (xLabel.isEmpty ? 1 : 2) }
  private var head: Int { height - bottom - rows - 1 }
  private var height: Int {
    bottom + 1 + rows + legend.rows.count + (title.isEmpty ? 0 : 1) + (yLabel.isEmpty ? 0 : 1)
  }

  /// The cell of a line, counted from the top, in which row `row` of the plotting area lies.
  func line(ofRow row: Int) -> Int { head + rows - 1 - row }

  /// Lets gnuplot draw.
  func drawn(in session: Session) throws(GnuplotError) -> TextBlock {
    let script = try Script()
    try frame(script)
    try texts(script)
    var elements: [String] = []
    for layer in layers where !layer.glyphs.isEmpty {
      let block = try script.glyphs(
        x: layer.glyphs.map { Double($0.column + 1) }, y: layer.glyphs.map { Double($0.row + 1) }, layer.glyphs.map(\.scalar))
      elements.append("\(block) using 1:2:3 with labels \(textColor(layer.color)) notitle")
    }
    try script.command("plot " + (elements.isEmpty ? "NaN notitle" : elements.joined(separator: ", ")))
    let block = TextBlock(dumb: try session.run(script))
    return terminal.glyphs == .unicode ? withSmoothFrame(block) : block
  }

  private func frame(_ script: Script) throws(GnuplotError) {
    let (width, height) = (terminal.columns, height)
    let xPlaces = xTics.tics.map { "\(quoted($0.text)) \(cell($0.position, of: columns))" }.joined(separator: ", ")
    let yPlaces = yTics.tics.map { "\(quoted($0.text)) \(cell($0.position, of: rows))" }.joined(separator: ", ")
    try script.command(
      """
      set encoding utf8
      set terminal dumb noenhanced \(terminal.color ? "ansirgb" : "mono") size \(width),\(height)
      unset key
      set border 3
      set lmargin at screen \((Double(left) + 0.5) / Double(width - 1))
      set rmargin at screen \((Double(left + columns) + 0.5) / Double(width - 1))
      set bmargin at screen \((Double(bottom) + 0.5) / Double(height - 1))
      set tmargin at screen \((Double(bottom + rows) + 0.5) / Double(height - 1))
      set xrange [0:\(columns)] noextend
      set yrange [0:\(rows)] noextend
      set tics scale 0 nomirror
      set xtics (\(xPlaces))
      set ytics (\(yPlaces))
      """)
  }

  /// The cell of a position, counted from the axis, whose own cell is 0.
  private func cell(_ position: Double, of count: Int) -> Int {
    min(count, max(1, 1 + Int((position * Double(count - 1)).rounded())))
  }

  private func texts(_ script: Script) throws(GnuplotError) {
    var line = height - 1
    if !title.isEmpty {
      try label(title, column: left, line: line, on: script)
      line -= 1
    }
    for row in legend.rows {
      for (entry, column) in row {
        try label(String(entry.mark), column: left + column, line: line, color: entry.color, on: script)
        try label(entry.name, column: left + column + 2, line: line, on: script)
      }
      line -= 1
    }
    if !yLabel.isEmpty { try label(yLabel, column: max(0, left - yLabel.count / 2), line: line, on: script) }
    if !xLabel.isEmpty { try label(xLabel, column: left + max(0, columns - xLabel.count) / 2, line: bottom - 2, on: script) }
    for (index, remark) in remarks.enumerated() {
      try label(remark, column: 0, line: remarks.count - 1 - index, on: script)
    }
  }

  private func label(_ text: String, column: Int, line: Int, color: Color? = nil, on script: Script) throws(GnuplotError) {
    try script.command("set label \(quoted(text)) at character \(column),\(line) left \(textColor(color))")
  }

  private func textColor(_ color: Color?) -> String {
    color.map { "textcolor rgb \($0.gnuplot())" } ?? "textcolor default"
  }

  /// The frame in box-drawing characters, with tics.
  private func withSmoothFrame(_ block: TextBlock) -> TextBlock {
    var block = block
    let axis = head + rows
    let yCells = Set(yTics.tics.map { cell($0.position, of: rows) })
    let xCells = Set(xTics.tics.map { cell($0.position, of: columns) })
    for row in 1...rows { block[line(ofRow: row - 1), left].character = yCells.contains(row) ? "┤" : "│" }
    for column in 1...columns { block[axis, left + column].character = xCells.contains(column) ? "┬" : "─" }
    block[axis, left].character = "└"
    return block
  }
}
