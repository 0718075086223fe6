import Figures
import NotebookProtocol

extension MetricTable {
  /// Several trainings in one picture: a panel for each metric, in it a curve for each training.
  ///
  /// - Returns: `nil` when nothing was logged twice.
  static func comparison(_ runs: [(name: String, table: MetricTable)]) -> Figure? {
    var names: [String] = []
    for run in runs { names += run.table.names.filter { !names.contains($0) } }
    let panels = names.compactMap { metric -> Panel? in
      let curves = runs.compactMap { run -> Curve? in
        let (steps, values) = run.table.series(metric)
        guard steps.count > 1 else { return nil }
        return Curve(run.name, x: steps.map(Double.init), y: values, smoothing: smoothing(count: values.count))
      }
      return curves.isEmpty ? nil : Panel(x: Axis("step"), y: Axis(metric), content: .curves(curves))
    }
    guard !panels.isEmpty else { return nil }
    let title = runs.map(\.name).joined(separator: " and ")
    let endings = runs.map { run in "\(run.name): " + run.table.names.map { "\($0) \(run.table.ending($0))" }.joined(separator: ", ") }
    return Figure(title: title, panels: panels, alternativeText: "Trainings compared. \(endings.joined(separator: "; ")).")
  }
}
