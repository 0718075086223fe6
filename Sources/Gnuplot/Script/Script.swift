import CGnuplot

/// Commands and data for gnuplot, put together in memory by gnuplot-iostream.
final class Script {
  private let handle: OpaquePointer
  private var blocks = 0

  init() throws(GnuplotError) {
    guard let handle = gnuplot_script_create() else {
      throw .script(code: Int32(GNUPLOT_SCRIPT_NO_MEMORY.rawValue))
    }
    self.handle = handle
  }

  deinit { gnuplot_script_destroy(handle) }

  /// Appends one or more lines of commands. Text of a figure enters them only through `quoted`.
  func command(_ lines: String) throws(GnuplotError) {
    var line = lines + "\n"
    try check(
      line.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { gnuplot_script_command(handle, $0.baseAddress, $0.count) }
      })
  }

  /// Defines a data block of rows with as many numbers as there are `columns`, and returns its name with the `$`.
  func block(_ columns: [Double]...) throws(GnuplotError) -> String {
    let count = columns.map(\.count).min() ?? 0
    let values = (0..<count).flatMap { row in columns.map { $0[row] } }
    let name = newName()
    try check(gnuplot_script_rows(handle, name, values, count, columns.count))
    return "$" + name
  }

  /// The plot elements that draw a line through a series, broken where it has gaps; a point between two gaps is a dot.
  func line(_ series: CleanSeries, _ look: String) throws(GnuplotError) -> [String] {
    var (x, y) = (series.x, series.y)
    for gap in series.gaps.reversed() {
      x.insert(.nan, at: gap)
      y.insert(.nan, at: gap)
    }
    let lonely = series.segments.filter { $0.count == 1 }.map(\.lowerBound)
    let dots =
      lonely.isEmpty ? [] : ["\(try block(lonely.map { series.x[$0] }, lonely.map { series.y[$0] })) with points pt 7 ps 0.4 \(look)"]
    return ["\(try block(x, y)) with lines \(look)"] + dots
  }

  /// Defines a data block with the values of a surface, row after row over `x` and `y`.
  func surface(_ values: [Double], x: [Double], y: [Double]) throws(GnuplotError) -> String {
    let name = newName()
    try check(gnuplot_script_surface(handle, name, values, x, y, y.count, x.count))
    return "$" + name
  }

  /// Defines a data block of characters and where they go.
  func glyphs(x: [Double], y: [Double], _ scalars: [Unicode.Scalar]) throws(GnuplotError) -> String {
    let name = newName()
    try check(gnuplot_script_glyphs(handle, name, x, y, scalars.map(\.value), scalars.count))
    return "$" + name
  }

  /// Plots red, green and blue bytes, row after row.
  func plot(pixels: [UInt8], rows: Int, columns: Int, _ style: String) throws(GnuplotError) {
    try check(gnuplot_script_pixels(handle, pixels, rows, columns, " " + style))
  }

  /// Plots values, row after row.
  func plot(field: [Double], rows: Int, columns: Int, _ style: String) throws(GnuplotError) {
    try check(gnuplot_script_field(handle, field, rows, columns, " " + style))
  }

  /// A name that no data block of this script has yet, without the `$`.
  func newName() -> String {
    blocks += 1
    return "D\(blocks)"
  }

  /// Everything so far.
  func bytes() throws(GnuplotError) -> [UInt8] {
    var count = 0
    try check(gnuplot_script_size(handle, &count))
    var bytes = [UInt8](repeating: 0, count: count)
    try check(gnuplot_script_read(handle, &bytes, count))
    return bytes
  }

  private func check(_ status: GnuplotScriptStatus) throws(GnuplotError) {
    if status != GNUPLOT_SCRIPT_OK { throw .script(code: Int32(status.rawValue)) }
  }
}
