import Figures
import Glibc

/// Round values along an axis, with the text that stands at them.
package struct TextTics {
  package var tics: [(position: Double, text: String)]

  /// At most about `limit` of them.
  package init(_ scale: AxisScale, limit: Int) {
    let values = scale.logarithmic ? TextTics.powers(scale, limit) : TextTics.steps(scale, limit)
    tics = values.map { (scale.position(of: $0), TextTics.text($0)) }.filter { (-1e-9...1 + 1e-9).contains($0.0) }
  }

  var width: Int { tics.map(\.text.count).max() ?? 0 }

  /// Multiples of 1, 2 or 5 times a power of ten.
  private static func steps(_ scale: AxisScale, _ limit: Int) -> [Double] {
    let raw = (scale.high - scale.low) / Double(max(1, limit))
    let power = pow(10, floor(log10(raw)))
    guard power.isFinite, power > 0 else { return [scale.low, scale.high] }
    let step = ([1, 2, 5, 10].first { $0 * power >= raw * 0.8 } ?? 10) * power
    let first = (scale.low / step - 1e-9).rounded(.up), last = (scale.high / step + 1e-9).rounded(.down)
    guard first <= last, last - first < 1_000 else { return [scale.low, scale.high] }
    return stride(from: first, through: last, by: 1).map { index in
      // Dividing by a whole number keeps 0.3 from becoming 0.30000000000000004.
      step < 1 ? index / (1 / step).rounded() : index * step
    }
  }

  /// Powers of ten, or steps within one when there are too few of them.
  private static func powers(_ scale: AxisScale, _ limit: Int) -> [Double] {
    let first = (log10(scale.low) - 1e-9).rounded(.up), last = (log10(scale.high) + 1e-9).rounded(.down)
    let stride = max(1, ((last - first + 1) / Double(max(1, limit))).rounded(.up))
    let powers = Swift.stride(from: first, through: max(first, last), by: stride).map { pow(10, $0) }
    guard last - first < 1 else { return powers }
    return [0, -1, 1].flatMap { exponent in [1, 2, 5].map { $0 * pow(10, first + exponent) } }.filter {
      (scale.low...scale.high).contains($0)
    }
  }

  /// 1, 2 and 5 times powers of ten between the ends of an axis, with the text that stands at them.
  static func halves(_ scale: AxisScale) -> [(value: Double, text: String)] {
    let first = Int(log10(scale.low).rounded(.down))
    return (first...first + 3).flatMap { exponent in [1, 2, 5].map { $0 * pow(10, Double(exponent)) } }
      .filter { (scale.low...scale.high).contains($0) }.map { ($0, text($0)) }
  }

  private static func text(_ value: Double) -> String {
    let magnitude = value.magnitude
    if magnitude >= 1e6 || (magnitude > 0 && magnitude < 1e-3) {
      let exponent = floor(log10(magnitude) + 1e-9)
      return numberText(value / pow(10, exponent), digits: 3) + "e\(Int(exponent))"
    }
    return numberText(value, digits: 6)
  }
}
