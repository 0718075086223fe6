/// How the spread of several runs around their mean is shown.
public enum RunSpread: String, Codable, Sendable, CaseIterable {
  /// One standard deviation up and down, with n - 1 in the denominator.
  case deviation
  /// From the lowest to the highest run.
  case range
  /// Every run, faint.
  case runs
}

extension Curve {
  /// The mean of several runs of one experiment over its steps.
  ///
  /// It stands at the positions that all runs have: where one run was stopped early, the mean ends there. Each run is smoothed
  /// before the mean is taken.
  ///
  /// - Parameters:
  ///   - runs: At least one curve, each of one run.
  ///   - smoothing: The decay of the average that each run is smoothed with, in 0..<1.
  ///   - spread: What is drawn around the mean; a single run has none.
  public static func mean(of runs: [Curve], named name: String, smoothing: Double = 0, spread: RunSpread = .deviation) -> Curve {
    require(!runs.isEmpty, "Curve.mean: there are no runs of \(name)")
    require(smoothing >= 0 && smoothing < 1, "Curve.mean: the smoothing is \(smoothing); it has to be at least 0 and below 1")
    let common = runs.dropFirst().reduce(Set(runs[0].x)) { $0.intersection($1.x) }
    let series = runs.map { run -> [Double] in
      let values = exponentialMovingAverage(of: run.y, decay: smoothing)
      return run.x.indices.filter { common.contains(run.x[$0]) }.map { values[$0] }
    }
    let positions = runs[0].x.filter(common.contains)
    // A position that one run has twice leaves the runs without a common order.
    require(series.allSatisfy { $0.count == positions.count }, "Curve.mean: a run of \(name) has two values at one position")
    let columns = positions.indices.map { index in series.map { $0[index] } }
    let means = columns.map { $0.reduce(0, +) / Double($0.count) }
    return Curve(name, x: positions, y: means, spread: runs.count == 1 ? nil : surrounding(means, columns, series, spread))
  }

  private static func surrounding(_ means: [Double], _ columns: [[Double]], _ series: [[Double]], _ spread: RunSpread) -> Spread {
    switch spread {
    case .runs: return .runs(series)
    case .range: return .band(lower: columns.map { $0.min() ?? .nan }, upper: columns.map { $0.max() ?? .nan })
    case .deviation:
      let deviations = zip(means, columns).map { mean, values in
        (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
      }
      return .band(lower: zip(means, deviations).map { $0 - $1 }, upper: zip(means, deviations).map { $0 + $1 })
    }
  }
}
