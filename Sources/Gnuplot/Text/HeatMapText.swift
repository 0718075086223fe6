import Figures

/// A heat map in a terminal: gnuplot draws the axes, and each of their cells holds two values, one above the other.
struct HeatMapText {
  let model: HeatMapModel
  let panel: Panel
  let style: PlotStyle
  let terminal: TextTerminal

  func drawn(in session: Session) throws(GnuplotError) -> TextBlock {
    let (x, y) = (
      AxisScale(Axis(range: panel.x.range ?? model.area.x), fitting: [], padding: 0),
      AxisScale(Axis(range: panel.y.range ?? model.area.y), fitting: [], padding: 0)
    )
    let plot = TextPlot(panel, terminal: terminal, legend: [], remarks: model.remarks + [key], x: x, y: y, square: panel.equalScale)
    var block = try plot.drawn(in: session)
    for row in 0..<plot.rows {
      for column in 0..<plot.columns {
        let value = { (across: Double, up: Double) in
          model.value(x.value(at: (Double(column) + across) / Double(plot.columns)), y.value(at: (Double(row) + up) / Double(plot.rows)))
        }
        // This cell's value and those of the cells right of it and above it: a contour is one cell wide.
        let near = [value(0.5, 0.5), value(1.5, 0.5), value(0.5, 1.5)].compactMap { $0 }
        block[plot.line(ofRow: row), plot.left + 1 + column] =
          model.isCrossed(near)
          ? mark(near) : terminal.cell(upper: value(0.5, 0.75).map(color), lower: value(0.5, 0.25).map(color))
      }
    }
    return block
  }

  /// A cell with a piece of a contour, on the colour of the values around it.
  private func mark(_ values: [Double]) -> TextBlock.Cell {
    let character: Character = terminal.glyphs == .unicode ? "•" : "o"
    guard terminal.color else { return TextBlock.Cell(character: character) }
    let ground = color(values.reduce(0) { $0 + $1 / Double(values.count) })
    let ink = ground.lightness < 0.5 ? Color(0xFFFFFF) : Color(0)
    return TextBlock.Cell(character: character, look: terminal.foreground(ink) + ";" + terminal.background(ground))
  }

  private func color(_ value: Double) -> Color {
    let share = model.share(of: value)
    guard terminal.color else {
      let grey = UInt8((min(max(share, 0), 1) * 255).rounded())
      return Color(red: grey, green: grey, blue: grey)
    }
    let steps = style.terminalHeat
    return steps.isEmpty ? style.ink : steps[min(steps.count - 1, Int(min(max(share, 0), 1) * Double(steps.count)))]
  }

  /// What the ends of the colours stand for.
  private var key: String {
    let (dark, light) = terminal.color ? ("dark", "light") : terminal.glyphs == .unicode ? ("blank", "█") : ("blank", "@")
    return "\(dark) \(numberText(model.low)), \(light) \(numberText(model.high))"
  }
}
