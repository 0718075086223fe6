import Figures

/// Bars in a terminal: lying, each in its line with its name and its value.
struct BarsText {
  let bars: [Bar]
  let panel: Panel
  let style: PlotStyle
  let terminal: TextTerminal

  func drawn() -> TextBlock {
    let shown = Array(bars.prefix(max(1, terminal.rows - 3)))
    let names = shown.map { plain($0.name).elided(to: max(8, terminal.columns / 3)) }
    let values = shown.map { numberText($0.value) + ($0.deviation > 0 ? " \(plusMinus) \(numberText($0.deviation))" : "") }
    let nameWidth = names.map(\.count).max() ?? 0
    let room = max(4, terminal.columns - nameWidth - (values.map(\.count).max() ?? 0) - 5)
    let finite = shown.map(\.value).filter(\.isFinite)
    let scale = AxisScale(Axis(), fitting: finite + [0], padding: 0)
    let head = [panel.title, panel.y.label].map { plain($0).elided(to: terminal.columns) }.filter { !$0.isEmpty }
    let rows = shown.indices.map { index -> [TextBlock.Cell] in
      let padding = String(repeating: " ", count: nameWidth - names[index].count)
      let axis = terminal.glyphs == .unicode ? " │" : " |"
      let value = shown[index].value.isFinite ? shown[index].value : 0
      return TextBlock([padding + names[index] + axis]).rows[0] + bar(value: value, scale: scale, room: room)
        + TextBlock([" " + values[index]]).rows[0]
    }
    let remarks =
      Remark.shown(shown.count, of: bars.count, "bars") + (bars.isEmpty ? ["nothing to draw"] : [])
      + (panel.x.label.isEmpty ? [] : [plain(panel.x.label).elided(to: terminal.columns)])
    return TextBlock(rows: TextBlock(head).rows + rows + TextBlock(remarks).rows)
  }

  private var plusMinus: String { terminal.glyphs == .unicode ? "±" : "+-" }

  /// Cells from zero to `value`; eighths of a cell at the end that is not zero, where that is the right one.
  private func bar(value: Double, scale: AxisScale, room: Int) -> [TextBlock.Cell] {
    let eighths = { (value: Double) in Int((min(max(scale.position(of: value), 0), 1) * Double(8 * room)).rounded()) }
    let (start, end) = (eighths(min(value, 0)), eighths(max(value, 0)))
    let blocks = Array(" ▏▎▍▌▋▊▉█")
    let look = terminal.color ? terminal.foreground(style.terminalColor(0)) : ""
    let cells = (start / 8..<max(start / 8, (end + 7) / 8)).map { cell -> TextBlock.Cell in
      let filled = min(8, end - 8 * cell)
      return TextBlock.Cell(character: terminal.glyphs == .unicode ? blocks[filled] : filled >= 4 ? "#" : " ", look: look)
    }
    return Array(repeating: TextBlock.Cell(), count: start / 8) + cells
  }
}
