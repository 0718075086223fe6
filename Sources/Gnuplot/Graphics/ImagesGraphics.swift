import Figures

/// Images side by side, each pixel a whole number of device pixels wide.
struct ImagesGraphics: PanelGraphics {
  let grid: ImageGrid
  let style: PlotStyle
  let mosaic: Mosaic

  init(_ grid: ImageGrid, style: PlotStyle) {
    self.grid = grid
    self.style = style
    mosaic = Mosaic(grid, style: style)
  }

  var size: (width: Int, height: Int) {
    let scale = style.pixelScale
    return ((mosaic.width + scale - 1) / scale, (mosaic.height + scale - 1) / scale)
  }

  var hasAxes: Bool { false }

  var margins: Margins {
    let rowTitles = shownRowTitles.map { estimatedWidth($0, size: style.smallSize) }.max() ?? 0
    return Margins(
      left: shownRowTitles.isEmpty ? 16 : max(16, rowTitles + 14), right: 16, top: grid.columnTitles.isEmpty ? 4 : 24, bottom: 12)
  }

  private var shownRowTitles: [String] { grid.rowTitles.prefix(mosaic.rows).map { plain($0).elided(to: 28) } }

  var remarks: [String] {
    Remark.notFinite(grid.pixels.count { !$0.isFinite }) + Remark.shown(mosaic.count, of: grid.count, "images")
      + (grid.count == 0 ? ["nothing to draw"] : [])
  }

  func paint(on canvas: Canvas, area: Rectangle) throws(GnuplotError) {
    try canvas.script.command(
      """
      unset border
      unset tics
      set xrange [-0.5:\(mosaic.width).0-0.5] noextend
      set yrange [-0.5:\(mosaic.height).0-0.5] noextend
      """)
    guard mosaic.count > 0 else { return try canvas.plotNothing() }
    try writeTitles(on: canvas, area: area)
    for (index, caption) in grid.captions.prefix(mosaic.count).enumerated() {
      let center = mosaic.captionCenter(of: index)
      let limit = max(2, Int(Double(mosaic.cellWidth) / Double(style.pixelScale) / (style.smallSize * 0.62)))
      try canvas.label(
        caption.elided(to: limit), at: (area.x + center.x / style.pixelScale, area.top - center.y / style.pixelScale),
        .center, size: style.smallSize, color: style.ink)
    }
    try canvas.script.plot(
      pixels: mosaic.pixels(), rows: mosaic.height, columns: mosaic.width, "flipy using 1:2:3 with rgbimage notitle")
  }

  /// The names of rows, left of them, and those of columns, above them.
  private func writeTitles(on canvas: Canvas, area: Rectangle) throws(GnuplotError) {
    let scale = style.pixelScale
    for (row, title) in shownRowTitles.enumerated() {
      let y = area.top - (mosaic.origin(of: row * mosaic.columns).y + mosaic.cellHeight / 2) / scale
      try canvas.label(title, at: (area.x - 6, y), .right, size: style.smallSize, color: style.ink)
    }
    let limit = max(2, Int(Double(mosaic.cellWidth) / Double(scale) / (style.smallSize * 0.62)))
    for (column, title) in grid.columnTitles.prefix(mosaic.columns).enumerated() {
      let x = area.x + (mosaic.origin(of: column).x + mosaic.cellWidth / 2) / scale
      try canvas.label(plain(title).elided(to: limit), at: (x, area.top + 10), .center, size: style.smallSize, color: style.ink)
    }
  }
}
