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
  var margins: Margins { Margins(left: 16, right: 16, top: 4, bottom: 12) }

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
}
