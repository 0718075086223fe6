import Figures

extension Canvas {
  /// Frame, tics, grid and labels of a pair of axes.
  func axes(_ panel: Panel, x: AxisScale, y: AxisScale, grid: Bool = true) throws(GnuplotError) {
    let text = "textcolor rgb \(style.ink.gnuplot())"
    try script.command(
      """
      set border 3 front lc rgb \(style.frame.gnuplot()) lw 1
      set tics out nomirror scale 0.5 \(text) font ',\(style.smallSize)'
      set format '%h'
      set xrange \(x.gnuplotRange) noextend
      set yrange \(y.gnuplotRange) noextend
      """)
    if grid { try script.command("set grid xtics ytics back lt 1 lc rgb \(style.grid.gnuplot()) lw 0.8") }
    for (name, scale) in [("x", x), ("y", y)] {
      if scale.logarithmic { try script.command("set logscale \(name)" + shortLogarithmicTics(name, scale)) }
    }
  }

  /// Where an axis spans less than two powers of ten, one or two tics would be all that gnuplot sets.
  private func shortLogarithmicTics(_ name: String, _ scale: AxisScale) -> String {
    guard scale.low > 0, scale.high / scale.low < 50 else { return "" }
    let tics = TextTics.halves(scale).map { "\(quoted($0.text)) \($0.value)" }
    return tics.count < 2 ? "" : "\nset \(name)tics (\(tics.joined(separator: ", ")))"
  }

  /// Axes without data.
  func plotNothing() throws(GnuplotError) { try script.command("plot NaN notitle") }
}
