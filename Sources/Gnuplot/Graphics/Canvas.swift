/// A picture of known size in pixels, drawn by commands in a script.
final class Canvas {
  let script: Script
  let style: PlotStyle
  let width: Int
  let height: Int

  init(script: Script, style: PlotStyle, width: Int, height: Int) {
    self.script = script
    self.style = style
    self.width = width
    self.height = height
  }

  enum Alignment: String { case left, center, right }

  /// Sets text; `at` is its middle in height.
  func label(
    _ text: String, at place: (x: Int, y: Int), _ alignment: Alignment = .left, size: Double, bold: Bool = false, color: Color,
    upright: Bool = true
  ) throws(GnuplotError) {
    let font = "\(bold ? style.fonts.first ?? "" : "")\(bold ? ":Bold" : ""),\(size)"
    try script.command(
      "set label \(quoted(text)) at \(position(place)) \(alignment.rawValue) \(upright ? "norotate" : "rotate by 90") font \(quoted(font)) textcolor rgb \(color.gnuplot()) front"
    )
  }

  /// A straight line.
  func line(from start: (Int, Int), to end: (Int, Int), color: Color, width: Double, dash: Int = 1) throws(GnuplotError) {
    try script.command(
      "set arrow from \(position(start)) to \(position(end)) nohead front lc rgb \(color.gnuplot()) lw \(width) dt \(dash)")
  }

  /// One of gnuplot's point symbols.
  func point(at place: (Int, Int), type: Int, size: Double, color: Color) throws(GnuplotError) {
    try script.command("set label '' at \(position(place)) point pt \(type) ps \(size) lc rgb \(color.gnuplot()) lw 1.6 front")
  }

  /// Makes `area` the plotting area of the next plot, and forgets everything that the last one was told.
  func begin(_ area: Rectangle) throws(GnuplotError) {
    try script.command(
      """
      reset
      set encoding utf8
      unset key
      set lmargin at screen \(Double(area.x) / Double(width))
      set rmargin at screen \(Double(area.right) / Double(width))
      set bmargin at screen \(Double(area.y) / Double(height))
      set tmargin at screen \(Double(area.top) / Double(height))
      """)
  }

  private func position(_ place: (x: Int, y: Int)) -> String {
    "screen \(Double(place.x) / Double(width)),\(Double(place.y) / Double(height))"
  }
}
