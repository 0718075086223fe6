/// The names of what is drawn, set above the plotting area, where they hide nothing.
struct Legend {
  enum Sample: Equatable {
    case line(Color, dash: Int)
    case point(type: Int, size: Double, Color)
  }

  struct Entry: Equatable {
    var name: String
    var sample: Sample
  }

  static let rowHeight = 20
  private static let sampleWidth = 24
  private static let gap = 18

  /// Entries with the distance of each from the left end, row after row.
  private(set) var rows: [[(entry: Entry, x: Int)]] = []
  private let style: PlotStyle

  /// Sets the entries from left to right and begins a new row where `width` ends.
  init(_ entries: [Entry], width: Int, style: PlotStyle) {
    self.style = style
    var x = 0
    for var entry in entries where !entry.name.isEmpty {
      entry.name = plain(entry.name).elided(to: max(8, Int(Double(width) / style.fontSize / 0.7)))
      let length = Legend.sampleWidth + 6 + estimatedWidth(entry.name, size: style.fontSize)
      if rows.isEmpty || x + length > width {
        rows.append([])
        x = 0
      }
      rows[rows.count - 1].append((entry, x))
      x += length + Legend.gap
    }
  }

  var height: Int { rows.count * Legend.rowHeight }

  /// Draws the rows downwards from `top`, beginning at `left`.
  func paint(on canvas: Canvas, left: Int, top: Int) throws(GnuplotError) {
    for (row, entries) in rows.enumerated() {
      let y = top - row * Legend.rowHeight - Legend.rowHeight / 2
      for (entry, x) in entries {
        switch entry.sample {
        case .line(let color, let dash):
          try canvas.line(
            from: (left + x, y), to: (left + x + Legend.sampleWidth, y), color: color, width: style.lineWidth + 0.4, dash: dash)
        case .point(let type, let size, let color):
          try canvas.point(at: (left + x + Legend.sampleWidth / 2, y), type: type, size: size, color: color)
        }
        try canvas.label(entry.name, at: (left + x + Legend.sampleWidth + 6, y), size: style.fontSize, color: style.ink)
      }
    }
  }
}
