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
  plot(isLine ? lineFigure(["samples": samples], over: nil, title) : planeFigure([pointSet("samples", .samples, samples)], title))
}

/// Draws samples over the data that they should look like: over the density on the line, over data points and centres in the plane.
///
/// - Parameters:
///   - samples: Shape [n, mixture.dimension].
///   - mixture: The data. Its own samples are drawn from a fixed seed: plotting does not move the notebook's random generator.
public func plot(samples: Tensor, over mixture: Mixture, title: String = "") {
  requirePlottable(samples)
  require(
    samples.shape[1] == mixture.dimension,
    "plot: samples of \(samples.shape[1]) coordinates over a mixture of \(mixture.dimension)")
  if mixture.dimension == 1 { return plot(lineFigure(["samples": samples], over: mixture, title)) }
  let data = withSeed(0) { mixture.sample(1_000) }
  plot(
    planeFigure(
      [
        pointSet("data", .data, data), pointSet("samples", .samples, samples), pointSet("centres", .centres, mixture.centres),
      ], title))
}

/// Draws samples of the plane over the values of a function in grey: over a density, or over what a discriminator thinks of each place.
///
///     plot(samples: fake, over: { sigmoid(discriminator($0)) }, within: -3...3, contours: [0.5], backdrop: "D(x)")
///     plot(samples: fake, over: ring.density, within: -3...3)
///
/// - Parameters:
///   - samples: Shape [n, 2].
///   - function: Gets points, shape [n, 2], and gives one number each.
///   - range: Both sides of the square.
///   - contours: Levels at which a line is drawn.
///   - backdrop: What the function's values are.
public func plot(
  samples: Tensor, over function: (Tensor) -> Tensor, within range: ClosedRange<Double>, contours: [Double] = [], title: String = "",
  backdrop: String = "density", x: String = "", y: String = ""
) {
  plot(samples: ["samples": samples], over: function, within: range, contours: contours, title: title, backdrop: backdrop, x: x, y: y)
}

/// Draws several sets of samples of the plane, in colours of their own, over the values of a function in grey.
///
///     plot(samples: ["real": real, "generated": fake], over: { sigmoid(discriminator($0)) }, within: -3...3, backdrop: "D(x)")
public func plot(
  samples groups: KeyValuePairs<String, Tensor>, over function: (Tensor) -> Tensor, within range: ClosedRange<Double>,
  contours: [Double] = [], title: String = "", backdrop: String = "density", x: String = "", y: String = ""
) {
  let map = heatMap(of: function, over: range, contours: contours, caller: "plot(samples:over:within:)")
  let sets = groups.map { pointSet($0.key, .samples, $0.value) }
  plot(plane: Plane(backdrop: map, backdropName: backdrop, points: sets), title: title, x: x, y: y)
}

private func requirePlottable(_ samples: Tensor) {
  require(
    samples.rank == 2 && (1...2).contains(samples.shape[1]) && samples.shape[0] > 0,
    "plot: samples need the shape [n, 1] or [n, 2] with n of at least 1, not \(samples.shape); for images say plot(images:)")
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
