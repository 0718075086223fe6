import Figures

/// Bars that stand on zero, with error bars where there is a deviation.
struct BarsGraphics: PanelGraphics {
  let bars: [Bar]
  let panel: Panel
  let style: PlotStyle
  let remarks: [String]

  init(_ bars: [Bar], panel: Panel, style: PlotStyle) {
    self.bars = bars
    self.panel = panel
    self.style = style
    remarks = Remark.notFinite(bars.count { !$0.value.isFinite }) + (bars.isEmpty ? ["nothing to draw"] : [])
  }

  var size: (width: Int, height: Int) { (min(max(bars.count * 48, 300), 900), style.plotHeight) }

  var margins: Margins {
    var margins = Self.axesMargins(panel, y: y, style: style)
    if isSlanted { margins.bottom += min(longestName, 110) * 2 / 3 }
    return margins
  }

  private var names: [String] { bars.map { plain($0.name).elided(to: 20) } }
  private var longestName: Int { names.map { estimatedWidth($0, size: style.smallSize) }.max() ?? 0 }
  private var isSlanted: Bool { !bars.isEmpty && longestName > size.width / bars.count - 4 }

  private var y: AxisScale {
    let finite = bars.filter(\.value.isFinite).map { (value: $0.value, deviation: $0.deviation.isFinite ? max(0, $0.deviation) : 0) }
    let ends = [0] + finite.map { $0.value - $0.deviation } + finite.map { $0.value + $0.deviation }
    var y = AxisScale(Axis(panel.y.label, range: panel.y.range), fitting: ends, padding: 0.05)
    if panel.y.range == nil, !ends.contains(where: { $0 < 0 }) { y.low = 0 }
    return y
  }

  func paint(on canvas: Canvas, area: Rectangle) throws(GnuplotError) {
    let finite = bars.indices.filter { bars[$0].value.isFinite }
    let deviations = finite.map { bars[$0].deviation.isFinite ? max(0, bars[$0].deviation) : 0 }
    let values = finite.map { bars[$0].value }
    var x = AxisScale(Axis(), fitting: [], padding: 0)
    (x.low, x.high) = (-0.6, Double(max(1, bars.count)) - 0.4)
    try canvas.axes(panel, x: x, y: y, grid: false)
    try canvas.script.command("set grid ytics back lt 1 lc rgb \(style.grid.gnuplot()) lw 0.8\n" + tics)
    guard !finite.isEmpty else { return try canvas.plotNothing() }
    try paint(on: canvas.script, finite.map(Double.init), values, deviations)
  }

  private func paint(on script: Script, _ places: [Double], _ values: [Double], _ deviations: [Double]) throws(GnuplotError) {
    let boxes = try script.block(places, values)
    var elements = [
      "\(boxes) with boxes fs solid 1 noborder lc rgb \(style.color(0).mixed(with: style.background, share: 0.15).gnuplot()) notitle"
    ]
    let marked = places.indices.filter { deviations[$0] > 0 }
    for segments in marked.map({ errorBar(at: places[$0], from: values[$0] - deviations[$0], to: values[$0] + deviations[$0]) }) {
      let block = try script.block(segments.map(\.x), segments.map(\.y))
      elements.append("\(block) with lines lw 1.4 lc rgb \(style.ink.gnuplot()) notitle")
    }
    try script.command("set boxwidth 0.7\nplot " + elements.joined(separator: ", "))
  }

  /// One line through the ends of both caps and the stem between them: gnuplot's own error bars cut a hole for a point.
  private func errorBar(at x: Double, from low: Double, to high: Double) -> [(x: Double, y: Double)] {
    let cap = 0.1
    return [(x - cap, low), (x + cap, low), (x, low), (x, high), (x - cap, high), (x + cap, high)]
  }

  /// The names under the bars. A tic's text is a format, in which `%` means something.
  private var tics: String {
    guard !names.isEmpty else { return "unset xtics" }
    let places = names.enumerated().map { "\(quoted($1.replacing("%", with: "%%"))) \($0)" }.joined(separator: ", ")
    return "set xtics \(isSlanted ? "rotate by 35 right" : "norotate") scale 0 (\(places))"
  }
}
