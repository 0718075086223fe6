extension Panel.Content {
  /// What is wrong with the sizes, when a figure was changed or received rather than made by the initialisers.
  public var inconsistency: String? {
    switch self {
    case .curves(let curves):
      curves.first { $0.x.count != $0.y.count || !($0.smoothing >= 0 && $0.smoothing < 1) }
        .map { "the curve '\($0.name)' has \($0.x.count) positions, \($0.y.count) values and smoothing \($0.smoothing)" }
        ?? curves.first { curve in curve.spread.map { !$0.fits(curve.x.count) } ?? false }
        .map { "the spread of the curve '\($0.name)' has not \($0.x.count) values" }
    case .points(let sets):
      sets.first { $0.x.count != $0.y.count }.map { "the points '\($0.name)' have \($0.x.count) x and \($0.y.count) y" }
    case .images(let grid):
      grid.isConsistent
        ? nil : "\(grid.pixels.count) pixels do not make \(grid.height)x\(grid.width)x\(grid.channels) images in \(grid.columns) columns"
    case .heatMap(let map):
      map.isConsistent ? nil : "\(map.values.count) values do not make \(map.rows) rows of \(map.columns)"
    case .bars: nil
    case .plane(let plane): plane.inconsistency
    case .matrix(let matrix):
      matrix.isConsistent ? nil : "\(matrix.values.count) values do not make \(matrix.rows.count) rows of \(matrix.columns.count)"
    case .histograms(let histograms):
      histograms.first { !$0.isConsistent }
        .map { "the histogram '\($0.name)' has \($0.edges.count) edges for \($0.heights.count) bins, or they do not rise" }
    }
  }
}

extension ImageGrid {
  var isConsistent: Bool {
    guard (1...65_536).contains(height), (1...65_536).contains(width), channels == 1 || channels == 3, columns > 0 else { return false }
    return pixels.count % (height * width * channels) == 0
  }
}

extension HeatMap {
  var isConsistent: Bool {
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    return rows >= 0 && columns >= 0 && !overflow && count == values.count
  }
}

extension Plane {
  fileprivate var inconsistency: String? {
    if let backdrop, !backdrop.isConsistent {
      return "\(backdrop.values.count) values do not make \(backdrop.rows) rows of \(backdrop.columns)"
    }
    if let field, field.x.count != field.y.count || field.x.count != field.alongX.count || field.x.count != field.alongY.count {
      return "the arrows have \(field.x.count) x, \(field.y.count) y, \(field.alongX.count) and \(field.alongY.count) components"
    }
    if let path = trajectories.first(where: { $0.x.count != $0.y.count }) {
      return "the trajectory '\(path.name)' has \(path.x.count) x and \(path.y.count) y"
    }
    return Panel.Content.points(points).inconsistency
  }
}

extension NamedMatrix {
  var isConsistent: Bool {
    values.count == rows.count * columns.count && (deviations.isEmpty || deviations.count == values.count)
  }
}

extension Histogram {
  var isConsistent: Bool { edges.count == heights.count + 1 && zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 } }
}
