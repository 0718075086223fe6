import Datasets
import Figures
import NotebookProtocol
import Tensors

/// Draws samples on the line as a histogram, samples in the plane as points.
///
/// - Parameter samples: Shape [n, 1] or [n, 2].
public func plot(samples: Tensor, title: String = "") {
  requirePlottable(samples)
  let isLine = samples.shape[1] == 1
  plot(isLine ? lineFigure(["samples": samples], over: nil, title) : planeFigure([points("samples", .samples, samples)], title))
}

/// Draws samples over the data that they should look like: over the density on the line, over data points and centres in the plane.
///
/// - Parameters:
///   - samples: Shape [n, mixture.dimension].
///   - mixture: The data. Its own samples are drawn from a fixed seed: plotting does not move the notebook's random generator.
public func plot(samples: Tensor, over mixture: Mixture, title: String = "") {
  requirePlottable(samples)
  require(samples.shape[1] == mixture.dimension,
    "plot: samples of \(samples.shape[1]) coordinates over a mixture of \(mixture.dimension)")
  if mixture.dimension == 1 { return plot(lineFigure(["samples": samples], over: mixture, title)) }
  let data = withSeed(0) { mixture.sample(1_000) }
  plot(planeFigure([points("data", .data, data), points("samples", .samples, samples), points("centres", .centres, mixture.centres)], title))
}

private func requirePlottable(_ samples: Tensor) {
  require(samples.rank == 2 && (1...2).contains(samples.shape[1]) && samples.shape[0] > 0,
    "plot: samples need the shape [n, 1] or [n, 2] with n of at least 1, not \(samples.shape); for images say plot(images:)")
}

private func points(_ name: String, _ role: PointSet.Role, _ tensor: Tensor) -> PointSet {
  let numbers = tensor.doubles
  let rows = 0..<tensor.shape[0]
  return PointSet(name, role: role, x: rows.map { numbers[2 * $0] }, y: rows.map { numbers[2 * $0 + 1] })
}

private func planeFigure(_ sets: [PointSet], _ title: String) -> Figure {
  Figure(
    title: title, panels: [Panel(equalScale: true, content: .points(sets))],
    alternativeText: sets.map(AlternativeText.of).joined(separator: " "))
}

private func lineFigure(_ samples: KeyValuePairs<String, Tensor>, over mixture: Mixture?, _ title: String) -> Figure {
  let numbers = samples.flatMap { $0.value.doubles.filter(\.isFinite) } + (mixture.map(reach) ?? [])
  let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 1)
  let range = low < high ? low...high : (low - 1)...(low + 1)
  var curves = samples.map { histogram($0.key, $0.value.doubles, over: range) }
  if let mixture {
    curves.insert(curve("data, density", of: { mixture.density(at: $0.reshaped(to: [$0.count, 1])) }, over: range), at: 0)
  }
  return Figure(
    title: title, panels: [Panel(x: Axis("x"), y: Axis("density"), content: .curves(curves))],
    alternativeText: curves.map(AlternativeText.of).joined(separator: " "))
}

/// Four deviations beyond the outer modes.
private func reach(_ mixture: Mixture) -> [Double] {
  mixture.centres.doubles.flatMap { [$0 - 4 * mixture.deviation, $0 + 4 * mixture.deviation] }
}

/// The density of samples as steps: 60 bins over the range.
private func histogram(_ name: String, _ samples: [Double], over range: ClosedRange<Double>) -> Curve {
  let edges = evenly(range, 61)
  let width = edges[1] - edges[0]
  var counts = [Double](repeating: 0, count: 60)
  for sample in samples where range.contains(sample) { counts[min(59, Int((sample - range.lowerBound) / width))] += 1 }
  let heights = counts.map { $0 / (Double(max(1, samples.count)) * width) }
  return Curve(
    name, x: heights.indices.flatMap { [edges[$0], edges[$0 + 1]] }, y: heights.flatMap { [$0, $0] })
}
