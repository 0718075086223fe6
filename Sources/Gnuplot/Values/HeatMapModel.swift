import Figures

/// A heat map with the ends of its colours.
struct HeatMapModel {
  var map: HeatMap
  var low: Double
  var high: Double
  var remarks: [String]

  init(_ map: HeatMap) {
    self.map = map
    let scale = AxisScale(Axis(), fitting: map.values.lazy.filter(\.isFinite), padding: 0)
    (low, high) = (scale.low, scale.high)
    remarks = Remark.notFinite(map.values.count { !$0.isFinite })
    if map.values.isEmpty { remarks.append("nothing to draw") }
    if !map.contours.isEmpty {
      let levels = map.contours.filter(\.isFinite).map { numberText($0) }
      remarks.append((levels.count == 1 ? "contour at " : "contours at ") + levels.joined(separator: ", "))
    }
  }

  /// The distance between two columns and two rows.
  var spacing: (x: Double, y: Double) {
    (
      map.columns > 1 ? (map.x.upperBound - map.x.lowerBound) / Double(map.columns - 1) : 1,
      map.rows > 1 ? (map.y.upperBound - map.y.lowerBound) / Double(map.rows - 1) : 1
    )
  }

  /// The area that the cells cover: half a cell more on each side than their centres.
  var area: (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    let half = (x: spacing.x == 0 ? 0.5 : spacing.x / 2, y: spacing.y == 0 ? 0.5 : spacing.y / 2)
    return ((map.x.lowerBound - half.x)...(map.x.upperBound + half.x), (map.y.lowerBound - half.y)...(map.y.upperBound + half.y))
  }

  /// Where a value lies between the ends of the colours.
  func share(of value: Double) -> Double { (value - low) / (high - low) }

  /// The value of the nearest point; `nil` where there is none.
  func value(_ x: Double, _ y: Double) -> Double? {
    let column = ((x - map.x.lowerBound) / spacing.x).rounded(), row = ((y - map.y.lowerBound) / spacing.y).rounded()
    guard column >= 0, row >= 0, column < Double(map.columns), row < Double(map.rows) else { return nil }
    let value = map.values[Int(row) * map.columns + Int(column)]
    return value.isFinite ? value : nil
  }

  /// Whether a contour runs between values.
  func isCrossed(_ values: [Double]) -> Bool {
    guard let low = values.min(), let high = values.max() else { return false }
    return map.contours.contains { low < $0 && $0 <= high }
  }
}
