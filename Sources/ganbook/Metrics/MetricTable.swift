import NotebookProtocol

/// The metrics of one training: a row for every step that logged something, a column for every name.
struct MetricTable: Equatable {
  /// Counts the trainings of a notebook from 1.
  let training: Int
  /// Where it stands in a study; `nil` outside studies.
  let study: StudyPlace?
  /// In the order in which they were first logged.
  private(set) var names: [String] = []
  private(set) var rows: [Row] = []

  struct Row: Equatable {
    var step: Int
    /// One value a name; `nil` where this step did not log it. May be shorter than `names`.
    var values: [Double?]
  }

  init(training: Int, study: StudyPlace? = nil) {
    self.training = training
    self.study = study
  }

  /// Adds what a step logged; two records of one step share a row.
  mutating func add(_ record: MetricRecord) {
    if rows.last?.step != record.step { rows.append(Row(step: record.step, values: [])) }
    for metric in record.metrics {
      let column =
        names.firstIndex(of: metric.name)
        ?? {
          names.append(metric.name); return names.count - 1
        }()
      let missing = column + 1 - rows[rows.count - 1].values.count
      if missing > 0 { rows[rows.count - 1].values += Array(repeating: nil, count: missing) }
      rows[rows.count - 1].values[column] = metric.value
    }
  }

  /// The steps at which a metric was logged, and what it was.
  func series(_ name: String) -> (steps: [Int], values: [Double]) {
    guard let column = names.firstIndex(of: name) else { return ([], []) }
    let logged = rows.compactMap { row in
      row.values.indices.contains(column) ? row.values[column].map { (row.step, $0) } : nil
    }
    return (logged.map(\.0), logged.map(\.1))
  }

  /// Comma-separated values: `step`, then the names; an empty field where a step did not log a metric.
  var csv: String {
    var text = (["step"] + names.map(Self.field)).joined(separator: ",") + "\n"
    for row in rows {
      let values = names.indices.map { column in
        (row.values.indices.contains(column) ? row.values[column] : nil).map { "\($0)" } ?? ""
      }
      text += ([String(row.step)] + values).joined(separator: ",") + "\n"
    }
    return text
  }

  /// RFC 4180: a field with a comma, a quote or a line break is quoted, and quotes in it are doubled.
  static func field(_ text: String) -> String {
    guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }
}
