import Figures
import NotebookProtocol

extension MetricTable {
  /// The curves of a training, drawn at its end without being asked for.
  ///
  /// Metrics that were logged at the same steps share a panel: losses of every step stand together, and what was measured now and then
  /// stands beside them with a scale of its own.
  ///
  /// - Returns: `nil` when nothing was logged twice.
  var figure: Figure? {
    let panels = groups.map(panel)
    guard !panels.isEmpty else { return nil }
    let described = names.map { "\($0) \(ending($0))" }.joined(separator: ", ")
    return Figure(title: "Training \(training)", panels: panels, alternativeText: "Curves of training \(training): \(described).")
  }

  /// Names whose metrics were logged at the same steps, at two of them at least.
  var groups: [[String]] {
    var groups: [(steps: [Int], names: [String])] = []
    for name in names {
      let steps = series(name).steps
      guard steps.count > 1 else { continue }
      if let index = groups.firstIndex(where: { $0.steps == steps }) {
        groups[index].names.append(name)
      } else {
        groups.append((steps, [name]))
      }
    }
    return groups.map(\.names)
  }

  private func panel(_ names: [String]) -> Panel {
    let curves = names.map { name in
      let (steps, values) = series(name)
      return Curve(name, x: steps.map(Double.init), y: values, smoothing: Self.smoothing(count: values.count))
    }
    return Panel(x: Axis("step"), y: Axis(names.count == 1 ? names[0] : ""), content: .curves(curves))
  }

  /// Hundreds of noisy points hide their own trend; a few dozen measurements are it.
  ///
  /// An average of decay d lags 1 / (1 - d) points behind: a fiftieth of the curve's length is not seen.
  static func smoothing(count: Int) -> Double { count < 200 ? 0 : min(0.99, 1 - 50 / Double(count)) }

  func ending(_ name: String) -> String {
    series(name).values.last.map { "ends at \(Number.short($0))" } ?? "was never logged"
  }
}
