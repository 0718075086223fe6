extension Figure {
  /// The metrics of a training over its steps.
  ///
  /// - Parameters:
  ///   - metrics: One curve a metric, its `x` the steps.
  ///   - smoothing: The decay of the average that is drawn over the raw values. It is left away where a curve is shorter
  ///     than the average's memory of `1 / (1 - smoothing)` steps allows to show anything.
  ///   - logarithmic: Scales the values, not the steps.
  public static func training(
    _ metrics: [Curve], title: String = "Training", label: String = "loss", smoothing: Double = 0.95, logarithmic: Bool = false
  ) -> Figure {
    let curves = metrics.map { metric in
      let shows = Double(metric.x.count) * (1 - smoothing) >= 3
      return Curve(metric.name, x: metric.x, y: metric.y, smoothing: shows ? smoothing : 0)
    }
    return Figure(Panel(title: title, x: Axis("step"), y: Axis(label, logarithmic: logarithmic), content: .curves(curves)))
  }
}
