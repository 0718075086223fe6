import Figures
import NotebookProtocol

/// Draws several trainings of one experiment as one: each metric's mean over the runs, and around it how far they spread.
///
///     let runs = study(seeds: 5) { seed in train(seed: seed) }   // each gives latestTraining
///     plot(runs: runs, "modes")
///
/// The mean stands at the steps that all runs logged: where one was stopped early, it ends.
///
/// - Parameters:
///   - runs: A study of histories, or an array of them; at least one.
///   - names: The metrics to draw; all of them unless some are named.
///   - spread: One standard deviation up and down, the range from the lowest to the highest run, or all runs, faint.
///   - smoothing: The decay of the average that each run is smoothed with before the mean is taken, in 0..<1. Short runs are not smoothed.
///   - logarithmicX: Whether the horizontal axis is.
///   - logarithmic: Whether the vertical axis is.
public func plot(
  runs: some Collection<TrainingHistory>, _ names: String..., spread: RunSpread = .deviation, smoothing: Double = 0.95, title: String = "",
  logarithmicX: Bool = false, logarithmic: Bool = false
) {
  require(!runs.isEmpty, "plot(runs:): there are no runs")
  let metrics = (names.isEmpty ? logged(by: Array(runs)) : names)
  let curves = metrics.map { mean(of: Array(runs), $0, named: $0, smoothing, spread) }
  let label = metrics.count == 1 ? metrics[0] : ""
  draw(curves, label, runs.count, spread, title, logarithmicX, logarithmic)
}

/// Draws one metric of several experiments, each over its runs: their means, and around each how far its runs spread.
///
///     plot(runs: ["GAN": plainRuns, "WGAN-GP": penaltyRuns], "modes", spread: .range)
public func plot(
  runs groups: KeyValuePairs<String, some Collection<TrainingHistory>>, _ metric: String, spread: RunSpread = .deviation,
  smoothing: Double = 0.95, title: String = "", logarithmicX: Bool = false, logarithmic: Bool = false
) {
  for (name, runs) in groups { require(!runs.isEmpty, "plot(runs:): there are no runs of \(name)") }
  let curves = groups.map { mean(of: Array($0.value), metric, named: $0.key, smoothing, spread) }
  draw(curves, metric, groups.map(\.value.count).max() ?? 0, spread, title, logarithmicX, logarithmic)
}

/// Draws a number of several studies as bars: the mean over the seeds, with one standard deviation as error bar.
///
///     plot(bars: ["GAN": plain, "unrolled": unrolled], y: "modes") { $0.modes }
public func plot<Outcome>(
  bars studies: KeyValuePairs<String, Study<Outcome>>, y: String = "", title: String = "", _ number: (Outcome) -> Double
) {
  plot(bars: studies.map { Bar($0.key, $0.value.mean(number), deviation: $0.value.deviation(number)) }, y: y, title: title)
}

/// Draws named heights side by side, each with its error bar where it has a deviation.
///
///     plot(bars: [Bar("GAN", 6.3, deviation: 0.5), Bar("PacGAN2", 7.9, deviation: 0.2)], y: "modes")
public func plot(bars: [Bar], x: String = "", y: String = "", title: String = "") {
  plot(Figure(title: title, panels: [Panel(x: Axis(x), y: Axis(y), content: .bars(bars))]))
}

/// The metrics of all runs, in the order of the first.
private func logged(by runs: [TrainingHistory]) -> [String] {
  (runs.first?.curves.map(\.name) ?? []).filter { name in runs.allSatisfy { $0.curves.contains { $0.name == name } } }
}

private func mean(of runs: [TrainingHistory], _ metric: String, named name: String, _ smoothing: Double, _ spread: RunSpread) -> Curve {
  let curves = runs.compactMap { $0.curves.first { $0.name == metric } }
  require(
    curves.count == runs.count,
    "plot(runs:): \(runs.count - curves.count) of \(runs.count) runs of \(name) did not log \"\(metric)\"")
  let isLong = curves.allSatisfy { $0.y.count > 100 }
  return Curve.mean(of: curves, named: name, smoothing: isLong ? smoothing : 0, spread: spread)
}

private func draw(
  _ curves: [Curve], _ label: String, _ count: Int, _ spread: RunSpread, _ title: String, _ logarithmicX: Bool, _ logarithmic: Bool
) {
  let panel = Panel(
    x: Axis("step", logarithmic: logarithmicX), y: Axis(label, logarithmic: logarithmic), content: .curves(curves))
  let around =
    switch spread {
    case .deviation: "a band of one standard deviation up and down"
    case .range: "a band from the lowest to the highest run"
    case .runs: "the runs themselves"
    }
  let spreadText = count > 1 ? " Means of up to \(count) runs, with \(around)." : ""
  plot(Figure(title: title, panels: [panel], alternativeText: curves.map(AlternativeText.of).joined(separator: " ") + spreadText))
}
