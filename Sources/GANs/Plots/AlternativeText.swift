import Figures

/// What a reader who cannot see a picture is told of it.
enum AlternativeText {
  static func of(_ curve: Curve) -> String {
    let values = curve.y.filter(\.isFinite)
    guard let first = values.first, let last = values.last, let low = values.min(), let high = values.max() else {
      return "The curve \(curve.name) has no values."
    }
    return "The curve \(curve.name) runs from \(NumberText.short(first)) to \(NumberText.short(last)), "
      + "between \(NumberText.short(low)) and \(NumberText.short(high))."
  }

  static func of(_ points: PointSet) -> String {
    guard let left = points.x.min(), let right = points.x.max(), let low = points.y.min(), let high = points.y.max() else {
      return "There are no points of \(points.name)."
    }
    return "\(points.x.count) points of \(points.name) between (\(NumberText.short(left)), \(NumberText.short(low))) "
      + "and (\(NumberText.short(right)), \(NumberText.short(high)))."
  }
}
