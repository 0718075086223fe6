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
      AxisScale(Axis(range: panel.y.range ?? model.area.y), fitting: [], padding: 0))
    let plot = TextPlot(panel, terminal: terminal, legend: [], remarks: model.remarks + [key], x: x, y: y, square: panel.equalScale)
    var block = try plot.drawn(in: session)
    for row in 0..<plot.rows {
      for column in 0..<plot.columns {
        let value = { (half: Double) in
          self.value(x.value(at: (Double(column) + 0.5) / Double(plot.columns)), y.value(at: (Double(row) + half) / Double(plot.rows)))
        }
        block[plot.line(ofRow: row), plot.left + 1 + column] = cell(upper: value(0.75), lower: value(0.25))
      }
    }
    return block
  }

  private func cell(upper: Double?, lower: Double?) -> TextBlock.Cell {
    let crossed = model.map.contours.contains { level in upper.map { a in lower.map { b in (a < level) != (b < level) } ?? false } ?? false }
    guard crossed, !terminal.color else { return terminal.cell(upper: upper.map(color), lower: lower.map(color)) }
    return TextBlock.Cell(character: terminal.glyphs == .unicode ? "•" : "o")
  }

  private func color(_ value: Double) -> Color {
    let share = model.share(of: value)
    guard terminal.color else {
      let grey = UInt8((min(max(share, 0), 1) * 255).rounded())
      return Color(red: grey, green: grey, blue: grey)
    }
    return style.heat.ramp(at: share)
  }

  /// The value of the nearest point; `nil` where there is none.
  private func value(_ x: Double, _ y: Double) -> Double? {
    let map = model.map
    let column = ((x - map.x.lowerBound) / model.spacing.x).rounded(), row = ((y - map.y.lowerBound) / model.spacing.y).rounded()
    guard column >= 0, row >= 0, column < Double(map.columns), row < Double(map.rows) else { return nil }
    let value = map.values[Int(row) * map.columns + Int(column)]
    return value.isFinite ? value : nil
  }

  /// What the ends of the colours stand for.
  private var key: String {
    let (dark, light) = terminal.color ? ("dark", "light") : terminal.glyphs == .unicode ? ("blank", "█") : ("blank", "@")
    return "\(dark) \(numberText(model.low)), \(light) \(numberText(model.high))"
  }
}
