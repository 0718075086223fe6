import Figures
import Glibc

/// One end of an axis to the other, and where values lie between.
package struct AxisScale: Equatable {
  package var low: Double
  package var high: Double
  package var logarithmic: Bool

  /// gnuplot takes larger magnitudes for undefined.
  private static let largest = 1e300

  /// Fits `axis` to `values`, which are finite and, on a logarithmic axis, positive.
  ///
  /// - Parameter padding: The share of the data's extent that is added at both ends.
  package init(_ axis: Axis, fitting values: some Sequence<Double>, padding: Double) {
    logarithmic = axis.logarithmic
    let range = axis.range.flatMap {
      $0.lowerBound.isFinite && $0.upperBound.isFinite && (!axis.logarithmic || $0.lowerBound > 0) ? $0 : nil
    }
    let extent = range ?? AxisScale.extent(of: values) ?? (axis.logarithmic ? 1...10 : 0...1)
    let transform: (Double) -> Double = axis.logarithmic ? log : { $0 }
    let inverse: (Double) -> Double = axis.logarithmic ? exp : { $0 }
    let limit = transform(AxisScale.largest)
    let clamped = { (value: Double) in min(max(value, -limit), limit) }
    var (low, high) = (clamped(transform(extent.lowerBound)), clamped(transform(extent.upperBound)))
    let smallest = max(max(low.magnitude, high.magnitude) * 1e-6, axis.logarithmic ? 0.01 : 1e-290)
    if high - low < smallest {
      let half =
        axis.logarithmic ? log(2) : max(smallest, max(low.magnitude, high.magnitude) == 0 ? 0.5 : max(low.magnitude, high.magnitude) * 0.1)
      (low, high) = ((low + high) / 2 - half, (low + high) / 2 + half)
    } else if range == nil {
      let margin = (high - low) * padding
      (low, high) = (low - margin, high + margin)
    }
    self.low = inverse(clamped(low))
    self.high = inverse(clamped(high))
  }

  private static func extent(of values: some Sequence<Double>) -> ClosedRange<Double>? {
    var result: ClosedRange<Double>?
    for value in values {
      result = result.map { min($0.lowerBound, value)...max($0.upperBound, value) } ?? value...value
    }
    return result
  }

  /// 0 at the low end and 1 at the high one; finite for every value that can be drawn.
  package func position(of value: Double) -> Double {
    logarithmic ? (log(value) - log(low)) / (log(high) - log(low)) : (value - low) / (high - low)
  }

  /// The value at a position.
  package func value(at position: Double) -> Double {
    logarithmic ? exp(log(low) + position * (log(high) - log(low))) : low + position * (high - low)
  }

  /// `[low:high]`, as gnuplot writes ranges.
  var gnuplotRange: String { "[\(low):\(high)]" }

  /// Widens one of two linear axes so that equal values take equal lengths on an area of this size.
  package static func equalise(_ x: inout AxisScale, _ y: inout AxisScale, width: Double, height: Double) {
    guard !x.logarithmic, !y.logarithmic, width > 0, height > 0 else { return }
    let unit = max((x.high - x.low) / width, (y.high - y.low) / height)
    x.widen(to: unit * width)
    y.widen(to: unit * height)
  }

  private mutating func widen(to extent: Double) {
    let centre = low / 2 + high / 2
    (low, high) = (centre - extent / 2, centre + extent / 2)
  }
}
