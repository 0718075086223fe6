import Figures
import NotebookProtocol

extension MetricTable {
  /// The pictures of a cell's trainings, in the order in which they began.
  ///
  /// The trainings of a study share one: the mean over its seeds, with every seed faint. So do those outside studies when there are more
  /// than a few of them that logged the same.
  static func figures(of tables: [MetricTable]) -> [Figure] {
    var groups: [[MetricTable]] = []
    for table in tables {
      let together = groups.firstIndex { $0[0].study != nil && table.study != nil && $0[0].isSamePlace(as: table) }
      if let together { groups[together].append(table) } else { groups.append([table]) }
    }
    let alone = groups.filter { $0[0].study == nil }.map { $0[0] }
    let many = Dictionary(grouping: alone, by: \.names).filter { $0.value.count > mostSingles }
    return groups.compactMap { group -> Figure? in
      if group[0].study != nil { return group.count > 1 ? studyFigure(group) : group[0].figure }
      guard let others = many[group[0].names] else { return group[0].figure }
      return others[0].training == group[0].training ? comparison(others.map { ("training \($0.training)", $0) }) : nil
    }
  }

  /// Beyond so many trainings of a cell one picture holds them all.
  private static let mostSingles = 4

  private func isSamePlace(as other: MetricTable) -> Bool {
    study?.study == other.study?.study && study?.training == other.study?.training
  }

  /// The trainings of one study as means over their seeds.
  ///
  /// A seed whose training was stopped early is left out, and the title says so: a mean would end where it did.
  private static func studyFigure(_ tables: [MetricTable]) -> Figure? {
    let length = tables.compactMap { $0.rows.last?.step }.max() ?? 0
    let whole = tables.filter { $0.rows.last?.step == length }
    guard let first = whole.first, let place = first.study else { return nil }
    let panels = first.groups.compactMap { names -> Panel? in
      let common = names.filter { name in whole.allSatisfy { $0.series(name).steps == first.series(name).steps } }
      return common.isEmpty ? nil : panel(common, of: whole)
    }
    guard !panels.isEmpty else { return nil }
    let which = place.training == 1 ? "" : ", training \(place.training) of each seed"
    let lost = tables.count - whole.count
    let stopped = lost == 0 ? "" : ", \(lost) stopped early and left out"
    let title = "Study \(place.study)\(which): \(whole.count) seeds\(stopped)"
    let endings = first.names.map { name in
      let values = whole.compactMap { $0.series(name).values.last }
      let mean = values.reduce(0, +) / Double(max(1, values.count))
      return "\(name) ends at \(Number.short(mean)) (\(Number.short(values.min() ?? .nan)) to \(Number.short(values.max() ?? .nan)))"
    }
    return Figure(title: title, panels: panels, alternativeText: "Means over \(whole.count) seeds: \(endings.joined(separator: ", ")).")
  }

  private static func panel(_ names: [String], of tables: [MetricTable]) -> Panel {
    let curves = names.map { name in
      let runs = tables.map { table in
        let (steps, values) = table.series(name)
        return Curve(name, x: steps.map(Double.init), y: values)
      }
      return Curve.mean(of: runs, named: name, smoothing: smoothing(count: runs[0].y.count), spread: .runs)
    }
    return Panel(x: Axis("step"), y: Axis(names.count == 1 ? names[0] : ""), content: .curves(curves))
  }
}
