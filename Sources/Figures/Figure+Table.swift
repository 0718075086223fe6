extension Figure {
  /// The numbers of a figure for programs that read tables: comma-separated values, one long table for every kind of panel.
  ///
  /// `panel` counts from 1, `kind` says what the row is (curve, samples, image, bar, ...), `name` which one; `x` and `y` are a position where there is
  /// one, `value` is what belongs to it. The table of an animation begins with a column `frame`.
  public var csv: String {
    guard !frames.isEmpty else { return "panel,kind,name,x,y,value\n" + Figure.lines(panels, prefix: "") }
    return "frame,panel,kind,name,x,y,value\n"
      + frames.enumerated().map { Figure.lines($1.panels, prefix: tableField($1.caption.isEmpty ? "\($0 + 1)" : $1.caption) + ",") }
      .joined()
  }

  private static func lines(_ panels: [Panel], prefix: String) -> String {
    let rows = panels.enumerated().flatMap { index, panel in
      panel.content.rows.map { row in
        prefix
          + (["\(index + 1)", tableField(row.kind), tableField(row.name)] + [row.x, row.y, row.value].map { $0.map { "\($0)" } ?? "" })
          .joined(separator: ",") + "\n"
      }
    }
    return rows.joined()
  }
}

/// One line of the table.
private struct TableRow {
  var kind: String
  var name: String
  var x: Double?
  var y: Double?
  var value: Double?

  init(_ kind: String, _ name: String, x: Double? = nil, y: Double? = nil, value: Double? = nil) {
    (self.kind, self.name, self.x, self.y, self.value) = (kind, name, x, y, value)
  }
}

extension Panel.Content {
  fileprivate var rows: [TableRow] {
    switch self {
    case .curves(let curves): curves.flatMap(\.rows)
    case .points(let sets): sets.flatMap(\.rows)
    case .images(let grid): grid.tableRows
    case .heatMap(let map): map.tableRows("value", "")
    case .bars(let bars): bars.flatMap(\.rows)
    case .plane(let plane): plane.rows
    case .matrix(let matrix): matrix.tableRows
    case .histograms(let histograms): histograms.flatMap(\.rows)
    }
  }
}

extension Curve {
  fileprivate var rows: [TableRow] {
    let line = { (kind: String, values: [Double]) in zip(x, values).map { TableRow(kind, name, x: $0, y: $1) } }
    switch spread {
    case nil: return line("curve", y)
    case .band(let lower, let upper): return line("curve", y) + line("lower", lower) + line("upper", upper)
    case .runs(let runs): return line("curve", y) + runs.enumerated().flatMap { line("run \($0 + 1)", $1) }
    }
  }
}

extension PointSet {
  fileprivate var rows: [TableRow] { zip(x, y).map { TableRow(role.rawValue, name, x: $0, y: $1) } }
}

extension ImageGrid {
  /// Pixels from the upper left corner of each image, counted from 0.
  fileprivate var tableRows: [TableRow] {
    guard isConsistent else { return [] }
    let kinds = channels == 1 ? ["grey"] : ["red", "green", "blue"]
    return pixels.indices.map { index in
      let (pixel, image) = (index / channels % (height * width), index / (height * width * channels))
      return TableRow(
        kinds[index % channels], "image \(image + 1)", x: Double(pixel % width), y: Double(pixel / width), value: Double(pixels[index]))
    }
  }
}

extension HeatMap {
  fileprivate func tableRows(_ kind: String, _ name: String) -> [TableRow] {
    guard isConsistent else { return [] }
    let place = { (range: ClosedRange<Double>, index: Int, count: Int) in
      range.lowerBound + (range.upperBound - range.lowerBound) * (count > 1 ? Double(index) / Double(count - 1) : 0)
    }
    return values.indices.map { index in
      TableRow(kind, name, x: place(x, index % columns, columns), y: place(y, index / columns, rows), value: values[index])
    }
  }
}

extension Bar {
  fileprivate var rows: [TableRow] {
    [TableRow("bar", name, value: value)] + (deviation > 0 ? [TableRow("deviation", name, value: deviation)] : [])
  }
}

extension Plane {
  fileprivate var rows: [TableRow] {
    (backdrop?.tableRows("backdrop", backdropName) ?? []) + (field?.rows ?? [])
      + trajectories.flatMap { path in zip(path.x, path.y).map { TableRow("path", path.name, x: $0, y: $1) } } + points.flatMap(\.rows)
  }
}

extension VectorField {
  /// Two rows an arrow: where it begins, and where it ends.
  fileprivate var rows: [TableRow] {
    x.indices.flatMap { index in
      [
        TableRow("arrow from", "\(index + 1)", x: x[index], y: y[index]),
        TableRow("arrow to", "\(index + 1)", x: x[index] + alongX[index], y: y[index] + alongY[index]),
      ]
    }
  }
}

extension NamedMatrix {
  fileprivate var tableRows: [TableRow] {
    guard isConsistent else { return [] }
    return values.indices.flatMap { index in
      let name = "\(rows[index / columns.count]) / \(columns[index % columns.count])"
      return [TableRow("cell", name, value: values[index])]
        + (deviations.isEmpty ? [] : [TableRow("deviation", name, value: deviations[index])])
    }
  }
}

extension Histogram {
  /// The ends of each bin stand as its position.
  fileprivate var rows: [TableRow] {
    guard isConsistent else { return [] }
    return heights.indices.map { TableRow("bin", name, x: edges[$0], y: edges[$0 + 1], value: heights[$0]) }
  }
}
