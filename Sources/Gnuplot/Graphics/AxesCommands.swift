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
      if scale.logarithmic { try script.command("set logscale \(name)") }
    }
  }

  /// Axes without data.
  func plotNothing() throws(GnuplotError) { try script.command("plot NaN notitle") }
}
