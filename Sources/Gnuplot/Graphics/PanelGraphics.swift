import Figures

/// A panel that knows how much room it wants and how to fill it.
protocol PanelGraphics {
  /// Of the plotting area, in pixels.
  var size: (width: Int, height: Int) { get }
  /// Room for tics and labels around the plotting area. Title, legend and remarks come on top of it.
  var margins: Margins { get }
  /// Whether the names of the panel's axes are to be shown.
  var hasAxes: Bool { get }
  var legend: [Legend.Entry] { get }
  var remarks: [String] { get }

  /// Plots into the area that was just begun.
  func paint(on canvas: Canvas, area: Rectangle) throws(GnuplotError)
}

extension PanelGraphics {
  var hasAxes: Bool { true }
  var legend: [Legend.Entry] { [] }

  /// Room for tics and labels of a pair of axes. The label of the vertical one stands left of its widest tic.
  static func axesMargins(_ panel: Panel, y: AxisScale, style: PlotStyle) -> Margins {
    let tics = y.ticWidth(size: style.smallSize)
    let left = panel.y.label.isEmpty ? max(54, tics + 16) : max(74, tics + 38)
    return Margins(left: left, right: 20, top: 8, bottom: panel.x.label.isEmpty ? 36 : 56)
  }
}

/// The drawing for a panel's kind of content.
func graphics(for panel: Panel, style: PlotStyle) -> any PanelGraphics {
  switch panel.content {
  case .curves(let curves): CurvesGraphics(curves, panel: panel, style: style)
  case .points(let sets): PointsGraphics(sets, panel: panel, style: style)
  case .images(let grid): ImagesGraphics(grid, style: style)
  case .heatMap(let map): HeatMapGraphics(map, panel: panel, style: style)
  case .bars(let bars): BarsGraphics(bars, panel: panel, style: style)
  case .plane(let plane): PlaneGraphics(plane, panel: panel, style: style)
  case .matrix(let matrix): MatrixGraphics(matrix, panel: panel, style: style)
  case .histograms(let histograms): HistogramsGraphics(histograms, panel: panel, style: style)
  }
}
