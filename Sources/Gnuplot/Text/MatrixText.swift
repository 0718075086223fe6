import Figures

/// A matrix in a terminal: a table whose cells have the colours of their values, where there are colours.
struct MatrixText {
  let model: MatrixModel
  let panel: Panel
  let style: PlotStyle
  let terminal: TextTerminal

  func drawn() -> TextBlock {
    let matrix = model.matrix
    let names = matrix.rows.map { plain($0).elided(to: max(6, terminal.columns / 4)) }
    let nameWidth = names.map(\.count).max() ?? 0
    let plusMinus = terminal.glyphs == .unicode ? " ± " : " +- "
    let texts = matrix.rows.indices.map { row in
      matrix.columns.indices.map { matrix.text(row: row, column: $0, plusMinus: plusMinus) }
    }
    let heads = matrix.columns.map { plain($0) }
    let widest = max(texts.joined().map(\.count).max() ?? 0, min(14, heads.map(\.count).max() ?? 0)) + 2
    let columns = min(matrix.columns.count, max(1, (terminal.columns - nameWidth - 1) / widest))
    let rows = min(matrix.rows.count, max(1, terminal.rows - 4))
    let title = [panel.title, axes].map { plain($0).elided(to: terminal.columns) }.filter { !$0.isEmpty }
    let head = String(repeating: " ", count: nameWidth + 1) + heads.prefix(columns).map { centred($0, widest) }.joined()
    let lines = (0..<rows).map { row -> [TextBlock.Cell] in
      let padding = String(repeating: " ", count: nameWidth - names[row].count)
      return TextBlock([padding + names[row] + " "]).rows[0]
        + (0..<columns).flatMap { column in
          TextBlock([centred(texts[row][column], widest)], look: look(row * matrix.columns.count + column)).rows[0]
        }
    }
    let remarks =
      model.remarks + Remark.shown(columns, of: matrix.columns.count, "columns") + Remark.shown(rows, of: matrix.rows.count, "rows")
    return TextBlock(
      rows: TextBlock(title + (matrix.values.isEmpty ? [] : [head.elided(to: terminal.columns)])).rows + lines
        + TextBlock(remarks.map { $0.elided(to: terminal.columns) }).rows)
  }

  /// What the rows and the columns are.
  private var axes: String {
    [("down", panel.y.label), ("across", panel.x.label)].filter { !$1.isEmpty }.map { "\($0): \($1)" }.joined(separator: ", ")
  }

  private func centred(_ text: String, _ width: Int) -> String {
    let text = text.elided(to: width - 1)
    let left = (width - text.count) / 2
    return String(repeating: " ", count: left) + text + String(repeating: " ", count: width - left - text.count)
  }

  private func look(_ index: Int) -> String {
    guard terminal.color, let share = model.shares[index], !style.terminalHeat.isEmpty else { return "" }
    let steps = style.terminalHeat
    let ground = steps[min(steps.count - 1, Int(share * Double(steps.count)))]
    return terminal.foreground(ground.lightness < 0.5 ? Color(0xFFFFFF) : Color(0)) + ";" + terminal.background(ground)
  }
}
