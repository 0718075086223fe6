extension Curve {
  /// The curve's name, with what is drawn around it.
  var phrase: String {
    let name = named(name, "a curve")
    switch spread {
    case nil: return name
    case .band: return name + " with a band around it"
    case .runs(let runs): return name + " as the mean of \(counted(runs.count, "run"))"
    }
  }
}

extension Plane {
  var description: String {
    var parts: [String] = []
    if let field {
      let fastest = field.speeds.filter(\.isFinite).max() ?? 0
      parts.append("a vector field of \(counted(field.x.count, "arrow")), the longest \(numberText(fastest))")
    }
    parts += trajectories.map(\.description)
    parts += points.map { "\(counted($0.x.count, "point")) of \(named($0.name, $0.role.rawValue))" }
    if let backdrop {
      let finite = backdrop.values.filter(\.isFinite)
      let extent = finite.min().flatMap { low in finite.max().map { " from \(numberText(low)) to \(numberText($0))" } } ?? ""
      parts.append("\(backdropName)\(extent) in grey")
    }
    return parts.isEmpty ? "Plane without anything in it" : "The plane with " + listed(parts)
  }
}

extension Trajectory {
  var description: String {
    let finite = zip(x, y).filter { $0.isFinite && $1.isFinite }
    guard let first = finite.first, let last = finite.last else { return "no points of \(named(name, "a path"))" }
    let place = { (point: (Double, Double)) in "(\(numberText(point.0)), \(numberText(point.1)))" }
    return "\(named(name, "a path")) from \(place(first)) to \(place(last)) in \(counted(finite.count, "point"))"
  }
}

extension NamedMatrix {
  /// A row a sentence's part as long as a person would still listen; beyond it the extremes and where they are.
  var description: String {
    guard !values.isEmpty else { return "Matrix without values" }
    if values.count <= 36 {
      let lines = rows.indices.map { row in
        "\(named(rows[row], "unnamed")): "
          + columns.indices.map { "\(named(columns[$0], "unnamed")) \(text(row: row, column: $0))" }.joined(separator: ", ")
      }
      return "Matrix of \(counted(rows.count, "row")) and \(counted(columns.count, "column")). " + lines.joined(separator: "; ")
    }
    let finite = values.indices.filter { values[$0].isFinite }
    let place = { (index: Int) in
      "\(numberText(values[index])) at \(rows[index / columns.count]), \(columns[index % columns.count])"
    }
    let extremes = [("lowest", finite.min { values[$0] < values[$1] }), ("highest", finite.max { values[$0] < values[$1] })]
    return "Matrix of \(rows.count) rows and \(columns.count) columns"
      + extremes.compactMap { name, index in index.map { ", \(name) \(place($0))" } }.joined()
  }
}

extension Histogram {
  static func description(of histograms: [Histogram]) -> String {
    guard !histograms.isEmpty else { return "Histogram without values" }
    return "Histogram of "
      + listed(
        histograms.map { histogram in
          let highest = histogram.heights.indices.filter { histogram.heights[$0].isFinite }.max {
            histogram.heights[$0] < histogram.heights[$1]
          }
          let peak = highest.map { ", highest between \(numberText(histogram.edges[$0])) and \(numberText(histogram.edges[$0 + 1]))" }
          return named(histogram.name, "values") + (peak ?? "")
        })
  }
}
