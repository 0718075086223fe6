import Figures

/// The curves of a panel, ready to be drawn on any kind of surface.
struct CurvesModel {
  struct Line {
    var index: Int
    var name: String
    /// Faint and below, where the curve is smoothed.
    var raw: CleanSeries?
    var front: CleanSeries
    var band: CleanBand?
    /// The runs that the curve is the mean of, faint and below.
    var runs: [CleanSeries] = []
  }

  var lines: [Line]
  var x: AxisScale
  var y: AxisScale
  var remarks: [String]

  /// - Parameter columns: Pixels from one end of the x axis to the other.
  init(_ curves: [Curve], panel: Panel, columns: Int) {
    let axes = (x: panel.x, y: panel.y)
    let fronts = curves.map { CleanSeries(x: $0.x, y: $0.smoothed, axes: axes) }
    let raws = curves.map { $0.smoothing > 0 ? CleanSeries(x: $0.x, y: $0.y, axes: axes) : nil }
    let spreads = curves.map { CleanSpread($0, axes: axes) }
    let all = fronts + raws.compactMap { $0 } + spreads.flatMap(\.series)
    let xScale = AxisScale(panel.x, fitting: fronts.lazy.flatMap(\.x), padding: 0)
    x = xScale
    y = AxisScale(panel.y, fitting: all.lazy.flatMap(\.y), padding: 0.04)
    lines = curves.indices.map { index in
      Line(
        index: index, name: curves[index].name,
        raw: raws[index]?.decimated(x: xScale, columns: columns),
        front: fronts[index].decimated(x: xScale, columns: columns), band: spreads[index].band?.thinned(to: columns),
        runs: spreads[index].runs.map { $0.decimated(x: xScale, columns: columns) })
    }
    remarks =
      Remark.notFinite(fronts.map(\.notFinite).reduce(0, +)) + Remark.notPositive(fronts.map(\.notPositive).reduce(0, +))
      + Remark.empty(lines.filter(\.front.isEmpty).map(\.name)) + CurvesModel.spreadRemarks(curves)
  }

  /// What surrounds the curves, said once.
  private static func spreadRemarks(_ curves: [Curve]) -> [String] {
    let counts = Set(curves.compactMap { curve in if case .runs(let runs)? = curve.spread { runs.count } else { nil } }).sorted()
    guard let low = counts.first, let high = counts.last else { return [] }
    return ["faint: \(low == high ? "the \(low)" : "\(low) to \(high)") runs of each mean"]
  }

  /// A legend is needed as soon as there is more than one curve, or the only one has a name that the y axis does not give.
  var legend: [Line] {
    lines.count > 1 || lines.contains { !$0.name.isEmpty } ? lines : []
  }
}
