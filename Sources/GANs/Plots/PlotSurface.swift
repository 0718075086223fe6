import Datasets
import Figures
import NotebookProtocol
import Tensors

/// Draws a function over a square of the plane as colours, such as a discriminator's D(x).
///
///     plot(surface: { sigmoid(discriminator($0)) }, over: -3...3, contours: [0.5])
///
/// - Parameters:
///   - function: Gets points, shape [n, 2], and gives one number each.
///   - range: Both sides of the square.
///   - contours: Levels at which a line is drawn.
public func plot(surface function: (Tensor) -> Tensor, over range: ClosedRange<Double>, contours: [Double] = [], title: String = "") {
  let map = heatMap(of: function, over: range, contours: contours, caller: "plot(surface:)")
  let finite = map.values.filter(\.isFinite)
  let text = "A surface with values between \(NumberText.short(finite.min() ?? .nan)) and \(NumberText.short(finite.max() ?? .nan))."
  plot(Figure(title: title, panels: [Panel(equalScale: true, content: .heatMap(map))], alternativeText: text))
}

/// A function's values over a square of the plane.
func heatMap(of function: (Tensor) -> Tensor, over range: ClosedRange<Double>, contours: [Double], caller: String) -> HeatMap {
  let side = 81
  let axis = evenly(range, side)
  let values = function(Tensor(shape: [side * side, 2], doubles: axis.flatMap { y in axis.flatMap { x in [x, y] } })).doubles
  require(values.count == side * side, "\(caller): the function gave \(values.count) numbers for \(side * side) points")
  return HeatMap(rows: side, columns: side, values: values, x: range, y: range, contours: contours)
}

/// Draws named heights side by side, such as the share of each class.
///
///     plot(bars: ["real": realShares, "generated": shares], title: "Classes")
///
/// - Parameters:
///   - groups: The heights of each group; one panel a group.
///   - labels: A name for each bar; numbers from 0 when there are none.
public func plot(bars groups: KeyValuePairs<String, [Double]>, labels: [String] = [], title: String = "") {
  let highest = groups.flatMap { $0.value }.max() ?? 1
  let panels = groups.map { name, heights in
    let bars = heights.enumerated().map { Bar(labels.isEmpty ? "\($0.offset)" : labels[$0.offset], $0.element) }
    return Panel(title: name, y: Axis(range: 0...max(highest * 1.1, .leastNormalMagnitude)), content: .bars(bars))
  }
  let text = groups.map { "\($0.key): " + $0.value.map(NumberText.short).joined(separator: ", ") + "." }.joined(separator: " ")
  plot(Figure(title: title, panels: panels, alternativeText: text))
}
