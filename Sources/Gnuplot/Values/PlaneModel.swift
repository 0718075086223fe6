import Figures

/// The layers of a plane, ready to be drawn on any kind of surface.
struct PlaneModel {
  struct Path {
    var index: Int
    var name: String
    var points: CleanSeries
  }

  /// Arrows from (x, y), as long as they are drawn.
  struct Arrows {
    var x: [Double] = []
    var y: [Double] = []
    var alongX: [Double] = []
    var alongY: [Double] = []
    /// The length of each as a share of the longest.
    var shares: [Double] = []
  }

  var backdrop: HeatMapModel?
  var arrows = Arrows()
  var paths: [Path]
  var points: PointsModel
  var x: AxisScale
  var y: AxisScale
  var remarks: [String]

  /// - Parameters:
  ///   - limit: How many points of one set are drawn at most.
  ///   - width: Of the plotting area; only its ratio to `height` matters.
  ///   - shades: What the lowest and the highest value of the backdrop are drawn as, in words.
  init(
    _ plane: Plane, panel: Panel, limit: Int, width: Double, height: Double, shades: (low: String, high: String) = ("white", "grey")
  ) {
    var panel = panel
    // Directions have a meaning on linear axes only.
    (panel.x.logarithmic, panel.y.logarithmic) = (false, false)
    let axes = (x: panel.x, y: panel.y)
    backdrop = plane.backdrop.map { HeatMapModel($0) }
    let clean = plane.trajectories.map { CleanSeries(x: $0.x, y: $0.y, axes: axes) }
    paths = plane.trajectories.indices.map { Path(index: $0, name: plane.trajectories[$0].name, points: clean[$0]) }
    let field = plane.field.map { PlaneModel.drawable($0) } ?? Arrows()

    let area = backdrop?.area
    let sets = plane.points.map { CleanSeries(x: $0.x, y: $0.y, axes: axes) } + clean + [CleanSeries(x: field.x, y: field.y, axes: axes)]
    // A backdrop is the frame: what lies outside is counted, not shown on bare paper.
    let ranges = (x: Axis(range: panel.x.range ?? area?.x), y: Axis(range: panel.y.range ?? area?.y))
    let rough = AxisScale(ranges.x, fitting: sets.lazy.flatMap(\.x), padding: 0.05)
    arrows = PlaneModel.scaled(field, else: (rough.high - rough.low) / 20)
    // An arrow that leaves the frame would lose its head.
    let reach = (
      x: sets.flatMap(\.x) + arrows.x + zip(arrows.x, arrows.alongX).map(+),
      y: sets.flatMap(\.y) + arrows.y + zip(arrows.y, arrows.alongY).map(+)
    )
    x = AxisScale(ranges.x, fitting: reach.x, padding: field.x.isEmpty ? 0.05 : 0.02)
    y = AxisScale(ranges.y, fitting: reach.y, padding: field.x.isEmpty ? 0.05 : 0.02)
    if panel.equalScale { AxisScale.equalise(&x, &y, width: width, height: height) }
    var fixed = panel
    (fixed.x.range, fixed.y.range, fixed.equalScale) = (x.low...x.high, y.low...y.high, false)
    points = PointsModel(plane.points, panel: fixed, limit: limit, width: width, height: height)
    remarks = []
    remarks = remarks(for: plane, clean: clean, shades: shades)
  }

  private func remarks(for plane: Plane, clean: [CleanSeries], shades: (low: String, high: String)) -> [String] {
    let lost = plane.field.map { field in field.x.count - arrows.x.count } ?? 0
    var remarks =
      Remark.notFinite(lost + clean.map(\.notFinite).reduce(0, +)) + points.remarks
      + Remark.empty(paths.filter(\.points.isEmpty).map(\.name))
    if let backdrop {
      remarks += backdrop.remarks
      // The density far from all data is nothing to be spelt out.
      let low = backdrop.low > 0 && backdrop.low < 1e-4 * backdrop.high ? 0 : backdrop.low
      let name = plane.backdropName.isEmpty ? "values" : plain(plane.backdropName)
      remarks.append("\(name): \(shades.low) \(numberText(low)), \(shades.high) \(numberText(backdrop.high))")
    }
    if let longest = plane.field?.speeds.filter(\.isFinite).max() { remarks.append("longest arrow: \(numberText(longest))") }
    return remarks
  }

  private static func drawable(_ field: VectorField) -> Arrows {
    var arrows = Arrows()
    for index in field.x.indices {
      let numbers = [field.x[index], field.y[index], field.alongX[index], field.alongY[index]]
      guard numbers.allSatisfy(\.isFinite) else { continue }
      arrows.x.append(numbers[0])
      arrows.y.append(numbers[1])
      arrows.alongX.append(numbers[2])
      arrows.alongY.append(numbers[3])
    }
    return arrows
  }

  /// The longest arrow is as long as two neighbours lie apart; each is drawn around its place, so that they do not crowd to one side.
  private static func scaled(_ field: Arrows, else single: Double) -> Arrows {
    let speeds = zip(field.alongX, field.alongY).map { ($0 * $0 + $1 * $1).squareRoot() }
    guard let longest = speeds.max(), longest > 0, longest.isFinite else { return field }
    let count = Double(field.x.count).squareRoot()
    let spacing = (
      x: ((field.x.max() ?? 0) - (field.x.min() ?? 0)) / max(1, count - 1),
      y: ((field.y.max() ?? 0) - (field.y.min() ?? 0)) / max(1, count - 1)
    )
    let unit = [spacing.x, spacing.y].filter { $0 > 0 }.min() ?? single
    var arrows = field
    for index in field.x.indices {
      let (alongX, alongY) = (field.alongX[index] / longest * unit, field.alongY[index] / longest * unit)
      (arrows.alongX[index], arrows.alongY[index]) = (alongX, alongY)
      (arrows.x[index], arrows.y[index]) = (field.x[index] - alongX / 2, field.y[index] - alongY / 2)
    }
    arrows.shares = speeds.map { $0 / longest }
    return arrows
  }
}

extension CleanSeries {
  /// Without the points that lie closer to the last kept one than `distance`, counted in the axes' own lengths; both ends stay.
  func spaced(x xScale: AxisScale, y yScale: AxisScale, distance: Double) -> CleanSeries {
    let places = zip(x, y).map { (xScale.position(of: $0), yScale.position(of: $1)) }
    guard let first = places.first else { return self }
    var (kept, last) = ([0], first)
    for index in places.indices.dropFirst() {
      let (across, up) = (places[index].0 - last.0, places[index].1 - last.1)
      if across * across + up * up >= distance * distance {
        kept.append(index)
        last = places[index]
      }
    }
    if kept.last != places.count - 1 { kept.append(places.count - 1) }
    return picking(kept)
  }
}
