/// How the layers of points look: data faint below, samples in front of it, centres as crosses in front of all.
struct PointsLook {
  let style: PlotStyle
  /// The index of the colour of the first set of samples: the colours before it are taken.
  var first = 0

  func legend(_ layers: [PointsModel.Layer]) -> [Legend.Entry] {
    layers.map { layer in
      Legend.Entry(name: layer.name, sample: .point(type: symbol(layer), size: layer.role == .centres ? 1.1 : 0.8, color(layer)))
    }
  }

  /// The plot elements of all layers that have points.
  func elements(_ layers: [PointsModel.Layer], on script: Script) throws(GnuplotError) -> [String] {
    var elements: [String] = []
    for layer in layers where !layer.points.isEmpty {
      let block = try script.block(layer.points.x, layer.points.y)
      let color = color(layer).gnuplot(transparency: layer.role == .samples ? 0.35 : 0)
      elements.append("\(block) with points pt \(symbol(layer)) ps \(pointSize(layer)) lw 1.6 lc rgb \(color) notitle")
    }
    return elements
  }

  private func color(_ layer: PointsModel.Layer) -> Color {
    switch layer.role {
    case .data: style.faint.mixed(with: style.background, share: 0.3)
    case .samples: style.color(first + layer.index)
    case .centres: style.ink
    }
  }

  /// A diagonal cross for centres; discs, and for further sets of few samples squares, triangles, rhombs: colour is not the only difference.
  private func symbol(_ layer: PointsModel.Layer) -> Int {
    if layer.role == .centres { return 2 }
    let shapes = [7, 5, 9, 13, 11]
    return layer.role == .samples && layer.points.x.count <= 100 ? shapes[layer.index % shapes.count] : 7
  }

  /// Many points are drawn small, so that dense places still have a shape.
  private func pointSize(_ layer: PointsModel.Layer) -> Double {
    guard layer.role != .centres else { return 1.1 }
    switch layer.points.x.count {
    case ...30: return 1.1
    case ...100: return 0.7
    case ...1_000: return 0.45
    default: return 0.3
    }
  }
}
