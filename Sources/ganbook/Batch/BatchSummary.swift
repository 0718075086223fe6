import Figures
import Foundation
import NotebookProtocol
import Terminal

/// What a grid has come to: a row for each combination of parameters, over its seeds.
struct BatchSummary {
  struct Member {
    var point: GridPlan.Point
    var lesson: String
    /// `nil` when the run left no record.
    var run: StoredRun?
  }

  /// The runs of one combination of parameters of one lesson.
  private struct Group {
    var name: String
    var members: [Member]
    var runs: [StoredRun] { members.compactMap(\.run) }
  }

  let members: [Member]
  let swept: [String]
  private let groups: [Group]
  private let tables: [String: [MetricTable]]

  init(_ members: [Member], swept: [String]) {
    self.members = members
    self.swept = swept
    let isMixed = Set(members.map(\.lesson)).count > 1
    var groups: [Group] = []
    for member in members {
      let values = member.point.values.filter { swept.contains($0.name) }.map { "\($0.name) \($0.text)" }
      let name = ((isMixed ? [member.lesson] : []) + values).joined(separator: ", ")
      if let index = groups.firstIndex(where: { $0.name == name }) {
        groups[index].members.append(member)
      } else {
        groups.append(Group(name: name, members: [member]))
      }
    }
    self.groups = groups
    let runs = members.compactMap(\.run)
    tables = Dictionary(runs.map { ($0.directory, (try? $0.tables()) ?? []) }) { first, _ in first }
  }

  // MARK: Numbers

  /// All metrics, in the order in which they were first logged.
  private var metrics: [String] {
    var names: [String] = []
    for run in members.compactMap(\.run) {
      for table in tables[run.directory] ?? [] { names += table.names.filter { !names.contains($0) } }
    }
    return names
  }

  /// What the last training of a run that logged a metric made of it.
  private func last(_ metric: String, of run: StoredRun) -> (steps: [Int], values: [Double])? {
    (tables[run.directory] ?? []).last { $0.names.contains(metric) }.map { $0.series(metric) }
  }

  private func ends(_ metric: String, of group: Group) -> [Double] { group.runs.compactMap { last(metric, of: $0)?.values.last } }

  private static func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, values.count < 2 ? 0 : (squares / Double(values.count - 1)).squareRoot())
  }

  // MARK: Table

  /// Head and rows: the combination, how many runs passed, how many claims hold, and where each metric ended.
  var table: (head: [String], rows: [[String]]) {
    let metrics = metrics
    let rows = groups.map { group -> [String] in
      let passed = group.runs.count { $0.record.status == .passed }
      let claims = group.runs.flatMap(\.record.claims)
      let isJudged = group.runs.contains { !$0.record.quick }
      let claimText = claims.isEmpty ? "" : isJudged ? "\(claims.count(where: \.holds)) of \(claims.count)" : "not judged"
      return [group.name.isEmpty ? "all" : group.name, "\(passed) of \(group.members.count)", claimText]
        + metrics.map { metric in
          let values = ends(metric, of: group)
          guard !values.isEmpty else { return "" }
          let (mean, deviation) = Self.moments(values)
          return Number.short(mean) + (values.count > 1 ? " +- \(Number.short(deviation))" : "")
        }
    }
    return (["runs", "passed", "claims hold"] + metrics, rows)
  }

  /// A row for each run: what it was given, and where each metric ended.
  var csv: String {
    let metrics = metrics
    let names = members.first?.point.values.map(\.name) ?? []
    let head = ["directory", "lesson", "seed"] + names + ["status", "seconds", "claims", "claims that hold"] + metrics
    let rows = members.map { row(of: $0, metrics) }
    return ([head] + rows).map { $0.map(tableField).joined(separator: ",") + "\n" }.joined()
  }

  private func row(of member: Member, _ metrics: [String]) -> [String] {
    let record = member.run?.record
    let seed = record?.seed ?? member.point.seed
    var row = [member.run?.directory ?? "", member.lesson, seed.map { String($0) } ?? ""]
    row += member.point.values.map(\.text)
    row.append(record?.status.rawValue ?? "never began")
    row += record.map { ["\($0.seconds)", "\($0.claims.count)", "\($0.claims.count(where: \.holds))"] } ?? ["", "", ""]
    for metric in metrics {
      let end = member.run.flatMap { last(metric, of: $0)?.values.last }
      row.append(end.map { String($0) } ?? "")
    }
    return row
  }

  // MARK: Pictures

  private static let mostCurves = 14
  private static let mostPanels = 8

  /// The metrics' means over the seeds, a curve for each combination; and where they ended over two swept parameters.
  var figures: [Figure] { [curves, matrices].compactMap { $0 } }

  private var curves: Figure? {
    guard groups.count <= Self.mostCurves else { return nil }
    let panels = metrics.prefix(Self.mostPanels).compactMap { metric -> Panel? in
      let curves = groups.compactMap { group -> Curve? in
        let runs = group.runs.compactMap { run -> Curve? in
          guard let (steps, values) = last(metric, of: run), steps.count > 1 else { return nil }
          return Curve(group.name, x: steps.map(Double.init), y: values)
        }
        guard !runs.isEmpty else { return nil }
        return Curve.mean(of: runs, named: group.name, smoothing: MetricTable.smoothing(count: runs.map(\.y.count).min() ?? 0))
      }
      return curves.isEmpty ? nil : Panel(x: Axis("step"), y: Axis(metric), content: .curves(curves))
    }
    return panels.isEmpty ? nil : Figure(title: "\(members.count) runs", panels: panels, columns: min(2, panels.count))
  }

  private var matrices: Figure? {
    guard swept.count == 2, Set(members.map(\.lesson)).count == 1 else { return nil }
    let values = swept.map { name in
      members.reduce(into: [String]()) { texts, member in
        if let text = member.point.values.first(where: { $0.name == name })?.text, !texts.contains(text) { texts.append(text) }
      }
    }
    let panels = metrics.prefix(Self.mostPanels).map { metric -> Panel in
      let cells = values[0].flatMap { down in
        values[1].map { across -> (mean: Double, deviation: Double) in
          let group = groups.first { $0.name == "\(swept[0]) \(down), \(swept[1]) \(across)" }
          let ends = group.map { self.ends(metric, of: $0) } ?? []
          return ends.isEmpty ? (.nan, .nan) : ends.count > 1 ? Self.moments(ends) : (ends[0], .nan)
        }
      }
      let matrix = NamedMatrix(
        rows: values[0], columns: values[1], values: cells.map(\.mean), deviations: cells.map(\.deviation))
      return Panel(title: "\(metric), at the end", x: Axis(swept[1]), y: Axis(swept[0]), content: .matrix(matrix))
    }
    return panels.isEmpty ? nil : Figure(title: "", panels: panels, columns: min(2, panels.count))
  }
}
