extension Panel.Content {
  /// What is wrong with the sizes, when a figure was changed or received rather than made by the initialisers.
  public var inconsistency: String? {
    switch self {
    case .curves(let curves):
      curves.first { $0.x.count != $0.y.count || !($0.smoothing >= 0 && $0.smoothing < 1) }
        .map { "the curve '\($0.name)' has \($0.x.count) positions, \($0.y.count) values and smoothing \($0.smoothing)" }
    case .points(let sets):
      sets.first { $0.x.count != $0.y.count }.map { "the points '\($0.name)' have \($0.x.count) x and \($0.y.count) y" }
    case .images(let grid):
      grid.isConsistent
        ? nil : "\(grid.pixels.count) pixels do not make \(grid.height)x\(grid.width)x\(grid.channels) images in \(grid.columns) columns"
    case .heatMap(let map):
      map.isConsistent ? nil : "\(map.values.count) values do not make \(map.rows) rows of \(map.columns)"
    case .bars: nil
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
