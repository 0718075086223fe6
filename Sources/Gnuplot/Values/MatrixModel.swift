import Figures

/// A matrix with the colours' shares of its cells.
struct MatrixModel {
  let matrix: NamedMatrix
  /// Where each value lies between the ends of its colours; `nil` where there is no value.
  let shares: [Double?]
  /// The ends of the colours, where all cells share them.
  let low: Double
  let high: Double
  let remarks: [String]

  init(_ matrix: NamedMatrix) {
    self.matrix = matrix
    let scale = AxisScale(Axis(range: matrix.range), fitting: matrix.values.lazy.filter(\.isFinite), padding: 0)
    (low, high) = (scale.low, scale.high)
    shares = MatrixModel.shares(matrix, together: scale)
    var remarks = Remark.notFinite(matrix.values.count { !$0.isFinite })
    if matrix.values.isEmpty { remarks.append("nothing to draw") }
    switch matrix.coloring {
    case .together: break
    case .byRow: remarks.append("colours: each row from its lowest value (dark) to its highest")
    case .byColumn: remarks.append("colours: each column from its lowest value (dark) to its highest")
    }
    self.remarks = remarks
  }

  private static func shares(_ matrix: NamedMatrix, together: AxisScale) -> [Double?] {
    let columns = matrix.columns.count
    let group = { (index: Int) in
      switch matrix.coloring {
      case .together: 0
      case .byRow: index / columns
      case .byColumn: index % columns
      }
    }
    var scales: [Int: AxisScale] = [0: together]
    if matrix.coloring != .together {
      let members = Dictionary(grouping: matrix.values.indices.filter { matrix.values[$0].isFinite }, by: group)
      scales = members.mapValues { indices in AxisScale(Axis(), fitting: indices.map { matrix.values[$0] }, padding: 0) }
    }
    return matrix.values.indices.map { index in
      guard matrix.values[index].isFinite, let scale = scales[group(index)] else { return nil }
      return min(max(scale.position(of: matrix.values[index]), 0), 1)
    }
  }

  /// The colour at a share of the way through `steps`, mixed from its neighbours.
  static func color(_ share: Double, in steps: [Color]) -> Color {
    guard let last = steps.last else { return Color(0x808080) }
    let place = share * Double(steps.count - 1)
    let index = Int(place)
    return index + 1 < steps.count ? steps[index].mixed(with: steps[index + 1], share: place - Double(index)) : last
  }
}
