import Figures

/// Histograms as curves that run along the tops of their bins.
struct HistogramsModel {
  let curves: CurvesModel
  let panel: Panel

  /// - Parameter columns: Pixels from one end of the x axis to the other.
  init(_ histograms: [Histogram], panel: Panel, columns: Int) {
    var panel = panel
    let heights = histograms.lazy.flatMap(\.heights).filter { $0.isFinite }
    let edges = histograms.lazy.flatMap(\.edges).filter { $0.isFinite && (!panel.x.logarithmic || $0 > 0) }
    // Bins stand on zero; on a logarithmic axis they stand half below the lowest that can be seen.
    if panel.y.range == nil {
      let (low, high) = (heights.filter { $0 > 0 }.min() ?? 1, max(heights.max() ?? 0, 0))
      panel.y.range = panel.y.logarithmic ? (low / 2)...max(high * 1.2, low) : 0...(high > 0 ? high * 1.05 : 1)
    }
    if panel.x.range == nil, let low = edges.min(), let high = edges.max(), low < high { panel.x.range = low...high }
    let base = panel.y.range?.lowerBound ?? 0
    let outlines = histograms.map { histogram in
      Curve(
        histogram.name,
        x: [histogram.edges.first ?? 0] + histogram.heights.indices.flatMap { [histogram.edges[$0], histogram.edges[$0 + 1]] }
          + [histogram.edges.last ?? 0],
        y: [base] + histogram.heights.flatMap { [max($0, base), max($0, base)] } + [base])
    }
    self.panel = panel
    curves = CurvesModel(outlines, panel: panel, columns: columns)
  }

  var x: AxisScale { curves.x }
  var y: AxisScale { curves.y }
}
