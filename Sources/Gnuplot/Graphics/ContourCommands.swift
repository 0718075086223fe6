import Figures

extension Script {
  /// Lets gnuplot trace the line at `level` through a heat map, and returns the data block that holds it.
  ///
  /// Call it before the axes are set: the trace is a plot of its own.
  ///
  /// - Returns: `nil` where no line runs.
  func contour(of model: HeatMapModel, at level: Double) throws(GnuplotError) -> String? {
    let (map, spacing) = (model.map, model.spacing)
    guard map.rows > 1, map.columns > 1, level > model.low, level < model.high else { return nil }
    let surface = try surface(
      map.values, x: (0..<map.columns).map { map.x.lowerBound + Double($0) * spacing.x },
      y: (0..<map.rows).map { map.y.lowerBound + Double($0) * spacing.y })
    let name = newName()
    try command(
      """
      set contour base
      unset surface
      set cntrparam levels discrete \(level)
      set table $\(name)
      splot \(surface) using 1:2:3 with lines
      unset table
      unset contour
      set surface
      """)
    return "$" + name
  }
}
