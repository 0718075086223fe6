extension Figure {
  /// What is to be seen, in sentences: kind, names, extent, and the numbers a reader would look for first.
  static func description(title: String, panels: [Panel]) -> String {
    let heading = title.isEmpty ? [] : [title.hasSuffix(".") ? title : title + "."]
    return (heading + panels.map(\.description)).joined(separator: " ")
  }
}

extension Panel {
  /// What this panel shows, as one sentence.
  var description: String { (title.isEmpty ? "" : title + ": ") + contentDescription + "." }

  private var contentDescription: String {
    switch content {
    case .curves(let curves): describe(curves)
    case .points(let sets): describe(sets)
    case .images(let grid): describe(grid)
    case .heatMap(let map): describe(map)
    case .bars(let bars): describe(bars)
    case .plane(let plane): plane.description
    case .matrix(let matrix): matrix.description
    case .histograms(let histograms): Histogram.description(of: histograms)
    }
  }

  private func describe(_ curves: [Curve]) -> String {
    guard !curves.isEmpty else { return "Line plot without curves" }
    let steps = curves.lazy.flatMap(\.x).filter(\.isFinite)
    let unit = x.label.isEmpty ? "" : " \(x.label)"
    let extent = steps.min().flatMap { low in steps.max().map { " from \(numberText(low)) to \(numberText($0))" } } ?? ""
    let lasts = curves.map { $0.smoothed.last(where: \.isFinite).map { numberText($0) } ?? "none" }
    return "Line plot of \(listed(curves.map(\.phrase))) over\(unit.isEmpty ? " its range" : unit)\(extent); "
      + (lasts.count == 1 ? "last value " : "last values ") + listed(lasts)
  }

  private func describe(_ sets: [PointSet]) -> String {
    guard !sets.isEmpty else { return "Scatter plot without points" }
    return "Scatter plot of " + listed(sets.map { "\(counted($0.x.count, "point")) of \(named($0.name, $0.role.rawValue))" })
  }

  private func describe(_ grid: ImageGrid) -> String {
    let colour = grid.channels == 3 ? "colour" : "grey"
    let captions = grid.captions.isEmpty ? "" : ", captioned " + listed(Array(grid.captions.prefix(10)))
    let titles = { (names: [String], word: String) in names.isEmpty ? "" : ", with \(word) " + listed(Array(names.prefix(10))) }
    return "Grid of \(counted(grid.count, "\(colour) image")) of \(grid.height)x\(grid.width) pixels" + captions
      + titles(grid.rowTitles, "rows") + titles(grid.columnTitles, "columns")
  }

  private func describe(_ map: HeatMap) -> String {
    let finite = map.values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return "Heat map without finite values" }
    let contours = map.contours.isEmpty ? "" : ", with contours at " + listed(map.contours.map { numberText($0) })
    return "Heat map of \(map.rows) by \(map.columns) values from \(numberText(low)) to \(numberText(high))" + contours
  }

  private func describe(_ bars: [Bar]) -> String {
    guard !bars.isEmpty else { return "Bar chart without bars" }
    return "Bar chart: "
      + listed(
        bars.map { bar in
          "\(named(bar.name, "unnamed")) \(numberText(bar.value))" + (bar.deviation > 0 ? " ± \(numberText(bar.deviation))" : "")
        })
  }
}

func named(_ name: String, _ substitute: String) -> String { name.isEmpty ? substitute : name }

/// "a", "a and b", "a, b and c".
func listed(_ words: [String]) -> String {
  guard words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
}
