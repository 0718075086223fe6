import Figures
import NotebookProtocol
import Tensors

/// Draws a matrix whose rows and columns have names: each cell in the colour of its value, with the value written in it.
///
///     plot(
///       heatMap: [[8, 7.4], [3.2, 1]], rows: ["1e-3", "1e-4"], columns: ["0", "0.5"], title: "Modes covered",
///       x: "beta1", y: "learning rate of D")
///
/// - Parameters:
///   - values: Row after row, the first one uppermost.
///   - rows, columns: Their names.
///   - deviations: The deviation of each value, written behind it; none at all unless given.
///   - coloring: Whether all cells share a scale of colours, as one quantity wants it, or each row or column has its own, as different metrics do.
///   - range: The values of the darkest and the lightest colour; `nil` fits the values.
public func plot(
  heatMap values: [[Double]], rows: [String], columns: [String], deviations: [[Double]] = [], coloring: NamedMatrix.Coloring = .together,
  range: ClosedRange<Double>? = nil, title: String = "", x: String = "", y: String = ""
) {
  for (name, matrix) in [("values", values), ("deviations", deviations)] where name == "values" || !matrix.isEmpty {
    require(
      matrix.count == rows.count && matrix.allSatisfy { $0.count == columns.count },
      "plot(heatMap:): \(rows.count) rows and \(columns.count) columns have names, but the \(name) are rows of \(matrix.map(\.count)) numbers"
    )
  }
  let matrix = NamedMatrix(
    rows: rows, columns: columns, values: values.flatMap { $0 }, deviations: deviations.flatMap { $0 }, coloring: coloring, range: range)
  plot(Figure(title: title, panels: [Panel(x: Axis(x), y: Axis(y), content: .matrix(matrix))]))
}

/// Draws a tensor of two axes as a matrix whose rows and columns have names, as `plot(heatMap:rows:columns:)` draws rows of numbers.
///
/// - Precondition: `values.shape == [rows.count, columns.count]`.
public func plot(
  heatMap values: Tensor, rows: [String], columns: [String], coloring: NamedMatrix.Coloring = .together, range: ClosedRange<Double>? = nil,
  title: String = "", x: String = "", y: String = ""
) {
  require(
    values.shape == [rows.count, columns.count],
    "plot(heatMap:): \(rows.count) rows and \(columns.count) columns have names, but the shape is \(values.shape)")
  let numbers = values.doubles
  plot(
    heatMap: rows.indices.map { row in Array(numbers[row * columns.count..<(row + 1) * columns.count]) }, rows: rows, columns: columns,
    coloring: coloring, range: range, title: title, x: x, y: y)
}

/// Draws what several studies measured: a row a study, a column a metric, in each cell the mean over the seeds and its deviation. Each column has
/// colours of its own.
///
///     plot(metrics: ["modes": { $0.modes }, "high quality": { $0.highQuality }], of: ["GAN": plain, "unrolled": unrolled])
public func plot<Outcome>(
  metrics: KeyValuePairs<String, (Outcome) -> Double>, of studies: KeyValuePairs<String, Study<Outcome>>, title: String = ""
) {
  plot(
    heatMap: studies.map { study in metrics.map { study.value.mean($0.value) } }, rows: studies.map(\.key), columns: metrics.map(\.key),
    deviations: studies.map { study in metrics.map { study.value.count > 1 ? study.value.deviation($0.value) : .nan } },
    coloring: .byColumn,
    title: title)
}
