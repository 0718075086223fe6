import Figures

/// The point sets of a panel in the order in which they are drawn.
struct PointsModel {
  struct Layer {
    /// Counts the layers of samples, whose colours differ.
    var index: Int
    var name: String
    var role: PointSet.Role
    var points: CleanSeries
  }

  /// From below to the front: data, samples, centres.
  var layers: [Layer]
  var x: AxisScale
  var y: AxisScale
  var remarks: [String]

  /// - Parameters:
  ///   - limit: How many points of one set are drawn at most.
  ///   - width: Of the plotting area; only its ratio to `height` matters.
  init(_ sets: [PointSet], panel: Panel, limit: Int, width: Double, height: Double) {
    let axes = (x: panel.x, y: panel.y)
    let clean = sets.map { CleanSeries(x: $0.x, y: $0.y, axes: axes) }
    var (x, y) = (
      AxisScale(panel.x, fitting: clean.lazy.flatMap(\.x), padding: 0.05),
      AxisScale(panel.y, fitting: clean.lazy.flatMap(\.y), padding: 0.05)
    )
    if panel.equalScale { AxisScale.equalise(&x, &y, width: width, height: height) }
    (self.x, self.y) = (x, y)

    var samples = 0
    var layers: [Layer] = []
    for (set, points) in zip(sets, clean) {
      let shown = points.picking(thinnedIndices(count: points.x.count, limit: limit))
      layers.append(Layer(index: samples, name: set.name, role: set.role, points: shown))
      if set.role == .samples { samples += 1 }
    }
    let order: [PointSet.Role] = [.data, .samples, .centres]
    self.layers = order.flatMap { role in layers.filter { $0.role == role } }
    remarks = PointsModel.remarks(clean: clean, layers: layers, x: x, y: y)
  }

  private static func remarks(clean: [CleanSeries], layers: [Layer], x: AxisScale, y: AxisScale) -> [String] {
    let outside = clean.map { points in
      zip(points.x, points.y).count { !(x.low...x.high).contains($0) || !(y.low...y.high).contains($1) }
    }
    return Remark.notFinite(clean.map(\.notFinite).reduce(0, +)) + Remark.notPositive(clean.map(\.notPositive).reduce(0, +))
      + Remark.outside(outside.reduce(0, +))
      + Remark.shown(layers.map(\.points.x.count).reduce(0, +), of: clean.map(\.x.count).reduce(0, +), "points")
      + Remark.empty(zip(layers, clean).filter { $1.isEmpty }.map(\.0.name))
  }
}
