import Figures
import Glibc
import NotebookProtocol
import Tensors

/// Draws a figure.
public func plot(_ figure: Figure) {
  if Animation.captured != nil { Animation.captured?.append(figure) } else { say(.figure(figure)) }
}

/// Draws lines through points.
///
/// - Parameters:
///   - curves: At least one; they share the axes.
///   - x: What the horizontal axis shows.
///   - y: What the vertical axis shows.
///   - logarithmic: Whether the vertical axis is.
///   - logarithmicX: Whether the horizontal axis is.
public func plot(
  curves: [Curve], title: String = "", x: String = "", y: String = "", logarithmic: Bool = false, logarithmicX: Bool = false
) {
  let panel = Panel(x: Axis(x, logarithmic: logarithmicX), y: Axis(y, logarithmic: logarithmic), content: .curves(curves))
  plot(Figure(title: title, panels: [panel], alternativeText: curves.map(AlternativeText.of).joined(separator: " ")))
}

/// Draws functions over an interval.
///
///     plot(functions: ["saturating": { -softplus($0) }, "non-saturating": { softplus(-$0) }], over: -8...8, x: "logit")
///
/// - Parameters:
///   - functions: Each gets all abscissae at once, shape [n], and gives as many values.
///   - range: The interval of the horizontal axis.
///   - logarithmic: Whether the vertical axis is.
///   - logarithmicX: Whether the horizontal axis is; the points then lie at equal ratios.
public func plot(
  functions: KeyValuePairs<String, (Tensor) -> Tensor>, over range: ClosedRange<Double>, title: String = "", x: String = "", y: String = "",
  logarithmic: Bool = false, logarithmicX: Bool = false
) {
  plot(
    curves: functions.map { curve($0.key, of: $0.value, over: range, logarithmic: logarithmicX) }, title: title, x: x, y: y,
    logarithmic: logarithmic, logarithmicX: logarithmicX)
}

/// A function as a curve over an interval, at 201 points.
///
/// - Parameters:
///   - function: Gets all abscissae at once, shape [n], and gives as many values, in any shape.
///   - logarithmic: Puts the points at equal ratios, as a logarithmic axis wants them.
/// - Precondition: A logarithmic range is positive.
public func curve(_ name: String, of function: (Tensor) -> Tensor, over range: ClosedRange<Double>, logarithmic: Bool = false) -> Curve {
  require(!logarithmic || range.lowerBound > 0, "curve: a logarithmic range has to be positive, not \(range)")
  let abscissae = logarithmic ? evenly(log(range.lowerBound)...log(range.upperBound), 201).map { exp($0) } : evenly(range, 201)
  let values = function(Tensor(abscissae))
  require(values.count == abscissae.count, "curve: the function gave \(values.count) values for \(abscissae.count) points")
  return Curve(name, x: abscissae, y: values.doubles)
}

/// Draws what a training logged, over its steps.
///
/// - Parameters:
///   - smoothing: The decay of an exponential moving average, in 0..<1; the raw curve stays, faint.
///   - names: The metrics to draw; all of them unless some are named.
///   - logarithmic: Whether the vertical axis is.
///   - logarithmicX: Whether the horizontal axis is.
public func plot(
  _ history: TrainingHistory, _ names: String..., smoothing: Double = 0.95, title: String = "", logarithmic: Bool = false,
  logarithmicX: Bool = false
) {
  let chosen = history.curves.filter { names.isEmpty || names.contains($0.name) }
  let curves = chosen.map { Curve($0.name, x: $0.x, y: $0.y, smoothing: $0.y.count > 100 ? smoothing : 0) }
  plot(curves: curves, title: title, x: "step", logarithmic: logarithmic, logarithmicX: logarithmicX)
}

/// `count` numbers at equal distances, both ends included.
func evenly(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
  let width = range.upperBound - range.lowerBound
  return (0..<count).map { range.lowerBound + width * Double($0) / Double(count - 1) }
}
