import Tensors

/// The numbers of a CSV file of the reader's own, with a column of labels if it has one.
public struct CSVTable {
  /// The names of the columns of numbers.
  public let columns: [String]
  /// As they stand in the file, shape [rows, columns].
  public let values: Tensor
  /// Each row's class, in 0..<classes.count; empty without a column of labels.
  public let labels: [Int]
  /// The different labels, sorted as text.
  public let classes: [String]

  /// Reads a file.
  ///
  ///     let iris = try CSVTable.load("iris.csv", label: "species")
  ///
  /// - Parameters:
  ///   - header: Whether the first row names the columns; without it they are called `column 1` and so on.
  ///   - label: The name of the column of labels, which may be any text. All other columns are finite numbers.
  ///   - limit: A file of more bytes is refused.
  /// - Throws: `DatasetError`, which names the file, the line and the column.
  public static func load(_ path: String, header: Bool = true, label: String? = nil, limit: Int = 1 << 28) throws(DatasetError) -> CSVTable
  {
    try parse(try DatasetFolder.read(path, limit: limit), path: path, header: header, label: label)
  }

  package static func parse(_ bytes: [UInt8], path: String, header: Bool, label: String?) throws(DatasetError) -> CSVTable {
    var rows = try CSV.rows(bytes, path: path)[...]
    guard let first = rows.first else { throw .badCell(path: path, line: 1, column: 1, problem: "the file is empty") }
    let names = header ? first.fields : first.fields.indices.map { "column \($0 + 1)" }
    if header { rows = rows.dropFirst() }
    guard !rows.isEmpty else { throw .badCell(path: path, line: first.line + 1, column: 1, problem: "no rows follow the header") }
    let place = label.flatMap { names.firstIndex(of: $0) }
    if let label, place == nil {
      throw .unsuitable(path: path, problem: "there is no column '\(label)'", remedy: "Name one of: \(names.joined(separator: ", "))")
    }
    guard names.count > (place == nil ? 0 : 1) else {
      throw .unsuitable(path: path, problem: "beside the labels there is no column", remedy: "Add a column of numbers")
    }
    var (values, texts) = ([Float](), [String]())
    for row in rows {
      guard row.fields.count == names.count else {
        throw .badCell(
          path: path, line: row.line, column: min(row.fields.count, names.count) + 1,
          problem: "\(names.count) fields are expected, and there are \(row.fields.count)")
      }
      for (column, field) in row.fields.enumerated() {
        if column == place { texts.append(field); continue }
        guard let value = Float(field.filter { $0 != " " && $0 != "\t" }), value.isFinite else {
          throw .badCell(path: path, line: row.line, column: column + 1, problem: "'\(field)' in '\(names[column])' is not a finite number")
        }
        values.append(value)
      }
    }
    let classes = Set(texts).sorted()
    let number = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
    let columns = names.indices.filter { $0 != place }.map { names[$0] }
    return CSVTable(
      columns: columns, values: Tensor(shape: [rows.count, columns.count], values: values), labels: texts.map { number[$0] ?? 0 },
      classes: classes)
  }
}
