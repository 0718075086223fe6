import Figures

/// The points of a series that can be drawn, and what had to be left out.
struct CleanSeries {
  var x: [Double] = []
  var y: [Double] = []
  var notFinite = 0
  var notPositive = 0

  init(x: [Double], y: [Double], axes: (x: Axis, y: Axis)) {
    for (x, y) in zip(x, y) {
      if !x.isFinite || !y.isFinite {
        notFinite += 1
      } else if (axes.x.logarithmic && x <= 0) || (axes.y.logarithmic && y <= 0) {
        notPositive += 1
      } else {
        self.x.append(x)
        self.y.append(y)
      }
    }
  }

  var isEmpty: Bool { x.isEmpty }

  /// The points at `indices` only.
  func picking(_ indices: [Int]) -> CleanSeries {
    var picked = self
    (picked.x, picked.y) = (indices.map { x[$0] }, indices.map { y[$0] })
    return picked
  }

  /// Only the points that are needed to draw a line over `columns` pixel columns.
  func decimated(x xScale: AxisScale, columns: Int) -> CleanSeries {
    picking(decimatedIndices(positions: x.map(xScale.position), heights: y, columns: columns))
  }
}
