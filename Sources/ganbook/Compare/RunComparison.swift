import Figures
import Foundation
import NotebookProtocol

/// Several runs in one picture: a panel for each metric, in it a curve for each training of each run, or one for each study.
struct RunComparison {
  struct Options {
    /// None: all of them.
    var metrics: [String] = []
    /// `nil`: as long runs need it.
    var smoothing: Double?
    var logarithmicX = false
    var logarithmicY = false
    /// Only the trainings of this number.
    var training: Int?
  }

  struct Member {
    var run: StoredRun
    var tables: [MetricTable]
  }

  let members: [Member]
  let options: Options

  /// Panels with more curves than this are not legible.
  private static let mostCurves = 14

  /// The picture.
  ///
  /// - Throws: `Fault` when a metric that was asked for was not logged by any run, or when there would be too many curves.
  func figure() throws(Fault) -> Figure {
    let known = metrics
    for name in options.metrics where !known.contains(name) { throw .unknownMetric(name, known: known) }
    let chosen = options.metrics.isEmpty ? known : options.metrics
    var panels: [Panel] = []
    for metric in chosen {
      let curves = self.curves(metric)
      guard curves.count <= Self.mostCurves else { throw .tooManyCurves(metric, count: curves.count, most: Self.mostCurves) }
      guard !curves.isEmpty else { continue }
      panels.append(
        Panel(
          x: Axis("step", logarithmic: options.logarithmicX), y: Axis(metric, logarithmic: options.logarithmicY), content: .curves(curves)))
    }
    guard !panels.isEmpty else { throw .nothingToPlot(members.map(\.run.directory)) }
    let title = members.count == 1 ? "\(members[0].run.record.lesson.title), seed \(members[0].run.record.seed)" : "\(members.count) runs"
    return Figure(title: title, panels: panels, columns: min(panels.count, 2))
  }

  /// All metrics that have a curve, in the order in which they were first logged.
  private var metrics: [String] {
    var names: [String] = []
    for table in members.flatMap(\.tables) where options.training.map({ $0 == table.training }) ?? true {
      names += table.names.filter { !names.contains($0) && table.series($0).steps.count > 1 }
    }
    return names
  }

  private func curves(_ metric: String) -> [Curve] {
    zip(members, labels).flatMap { member, label -> [Curve] in
      let tables = member.tables.filter { table in
        (options.training.map { $0 == table.training } ?? true) && table.series(metric).steps.count > 1
      }
      let groups = Self.groups(tables)
      return groups.map { group in
        let name = [label, groups.count > 1 || label.isEmpty ? Self.name(of: group) : ""].filter { !$0.isEmpty }.joined(separator: ", ")
        return curve(name, metric, group)
      }
    }
  }

  /// The trainings of a study together, all others for themselves.
  private static func groups(_ tables: [MetricTable]) -> [[MetricTable]] {
    var groups: [[MetricTable]] = []
    for table in tables {
      let together = groups.firstIndex { group in
        guard let mine = table.study, let theirs = group[0].study else { return false }
        return mine.study == theirs.study && mine.training == theirs.training
      }
      if let together { groups[together].append(table) } else { groups.append([table]) }
    }
    return groups
  }

  private static func name(of group: [MetricTable]) -> String {
    guard group.count > 1, let place = group[0].study else { return "training \(group[0].training)" }
    return "study \(place.study)" + (place.training > 1 ? ".\(place.training)" : "") + " (\(group.count) seeds)"
  }

  private func curve(_ name: String, _ metric: String, _ group: [MetricTable]) -> Curve {
    let runs = group.map { table in
      let (steps, values) = table.series(metric)
      return Curve(name, x: steps.map(Double.init), y: values)
    }
    let smoothing = options.smoothing ?? MetricTable.smoothing(count: runs.map(\.y.count).min() ?? 0)
    if runs.count == 1 { return Curve(name, x: runs[0].x, y: runs[0].y, smoothing: smoothing) }
    return Curve.mean(of: runs, named: name, smoothing: smoothing)
  }

  /// What tells the runs apart: lesson, parameters and seed, as far as they differ; for a single run nothing.
  private var labels: [String] {
    guard members.count > 1 else { return members.map { _ in "" } }
    let records = members.map(\.run.record)
    let names = Set(records.flatMap(\.parameters.keys)).sorted().filter { name in Set(records.map { $0.parameters[name] }).count > 1 }
    let labels = records.map { record -> String in
      var words = names.map { "\($0) \(record.parameters[$0] ?? "as written")" }
      if Set(records.map(\.lesson.name)).count > 1 { words.insert(record.lesson.name, at: 0) }
      if Set(records.map(\.seed)).count > 1 { words.append("seed \(record.seed)") }
      return words.joined(separator: ", ")
    }
    // Runs that were made alike differ in their times only.
    return Set(labels).count == labels.count ? labels : records.map(\.id)
  }
}
