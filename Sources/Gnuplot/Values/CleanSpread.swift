import Figures

/// What surrounds a curve, without the values that cannot be drawn.
struct CleanSpread {
  var band: CleanBand?
  var runs: [CleanSeries] = []

  init(_ curve: Curve, axes: (x: Axis, y: Axis)) {
    switch curve.spread {
    case nil: break
    case .band(let lower, let upper): band = CleanBand(x: curve.x, lower: lower, upper: upper, axes: axes)
    case .runs(let runs): self.runs = runs.map { CleanSeries(x: curve.x, y: $0, axes: axes) }
    }
  }

  /// Everything that has to have room on the axes.
  var series: [CleanSeries] { runs + (band.map { [$0.ends] } ?? []) }
}

/// A band between two heights, at positions where both can be drawn.
struct CleanBand {
  var x: [Double] = []
  /// On a logarithmic axis a lower end may be negative: the band then reaches down to the axis.
  var lower: [Double] = []
  var upper: [Double] = []
  private let axes: (x: Axis, y: Axis)

  init(x: [Double], lower: [Double], upper: [Double], axes: (x: Axis, y: Axis)) {
    self.axes = axes
    for index in x.indices where x[index].isFinite && lower[index].isFinite && upper[index].isFinite {
      if (axes.x.logarithmic && x[index] <= 0) || (axes.y.logarithmic && upper[index] <= 0) { continue }
      self.x.append(x[index])
      self.lower.append(lower[index])
      self.upper.append(upper[index])
    }
  }

  /// Both edges as one series.
  var ends: CleanSeries { CleanSeries(x: x + x, y: lower + upper, axes: axes) }

  /// At most two positions for each pixel column.
  func thinned(to columns: Int) -> CleanBand {
    let kept = thinnedIndices(count: x.count, limit: 2 * columns)
    var result = self
    (result.x, result.lower, result.upper) = (kept.map { x[$0] }, kept.map { lower[$0] }, kept.map { upper[$0] })
    return result
  }
}
