extension Canvas {
  /// Colours from low to high for the next plot, and right of its area the bar that explains them.
  func colorBar(low: Double, high: Double, beside area: Rectangle) throws(GnuplotError) {
    let barWidth = 14
    let stops = style.heat.enumerated().map { "\($0) '#\($1.digits)'" }.joined(separator: ", ")
    let origin = "screen \(Double(area.right + 12) / Double(width)),\(Double(area.y) / Double(height))"
    let size = "screen \(Double(barWidth) / Double(width)),\(Double(area.height) / Double(height))"
    try script.command(
      """
      set palette defined (\(stops))
      set cbrange [\(low):\(high)]
      set format cb '%h'
      set colorbox vertical user origin \(origin) size \(size) noborder
      """)
  }
}
