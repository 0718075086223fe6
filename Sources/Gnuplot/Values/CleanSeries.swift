import Figures

/// The points of a series that can be drawn, and what had to be left out. Where something was left out a line through the points is broken.
struct CleanSeries {
  var x: [Double] = []
  var y: [Double] = []
  var notFinite = 0
  var notPositive = 0
  /// The points, by index, before which a line is broken.
  private(set) var gaps: [Int] = []

  init(x: [Double], y: [Double], axes: (x: Axis, y: Axis)) {
    var isBroken = false
    for (x, y) in zip(x, y) {
      if !x.isFinite || !y.isFinite {
        notFinite += 1
        isBroken = true
      } else if (axes.x.logarithmic && x <= 0) || (axes.y.logarithmic && y <= 0) {
        notPositive += 1
        isBroken = true
      } else {
        if isBroken, !self.x.isEmpty { gaps.append(self.x.count) }
        isBroken = false
        self.x.append(x)
        self.y.append(y)
      }
    }
  }

  var isEmpty: Bool { x.isEmpty }

  /// The points at `indices` only.
  func picking(_ indices: [Int]) -> CleanSeries {
    var picked = self
    (picked.x, picked.y, picked.gaps) = (indices.map { x[$0] }, indices.map { y[$0] }, [])
    var rest = gaps[...]
    for (place, index) in indices.enumerated() {
      let passed = rest.prefix { $0 <= index }
      rest = rest.dropFirst(passed.count)
      if !passed.isEmpty, place > 0 { picked.gaps.append(place) }
    }
    return picked
  }

  /// The stretches of points that one line goes through.
  var segments: [Range<Int>] {
    let ends = gaps + [x.count]
    return zip([0] + gaps, ends).compactMap { $0 < $1 ? $0..<$1 : nil }
  }

  /// Only the points that are needed to draw a line over `columns` pixel columns.
  ///
  /// A gap narrower than a pixel column is none.
  func decimated(x xScale: AxisScale, columns: Int) -> CleanSeries {
    let positions = x.map(xScale.position)
    let column = { (index: Int) in (positions[index] * Double(columns)).rounded(.down) }
    var visible = self
    visible.gaps = gaps.filter { column($0) != column($0 - 1) }
    let kept = visible.segments.flatMap { segment in
      decimatedIndices(positions: Array(positions[segment]), heights: Array(y[segment]), columns: columns).map { $0 + segment.lowerBound }
    }
    return visible.picking(kept)
  }
}
