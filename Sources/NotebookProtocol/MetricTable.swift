import Figures

/// The metrics of one training: a row for every step that logged something, a column for every name.
package struct MetricTable: Equatable {
  /// Counts the trainings of a notebook from 1.
  package let training: Int
  /// Where it stands in a study; `nil` outside studies.
  package let study: StudyPlace?
  /// In the order in which they were first logged.
  package private(set) var names: [String] = []
  package private(set) var rows: [Row] = []

  package struct Row: Equatable {
    package var step: Int
    /// One value a name; `nil` where this step did not log it. May be shorter than `names`.
    package var values: [Double?]
  }

  package init(training: Int, study: StudyPlace? = nil) {
    self.training = training
    self.study = study
  }

  /// Adds what a step logged; two records of one step share a row.
  package mutating func add(_ record: MetricRecord) {
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
  package func series(_ name: String) -> (steps: [Int], values: [Double]) {
    guard let column = names.firstIndex(of: name) else { return ([], []) }
    let logged = rows.compactMap { row in
      row.values.indices.contains(column) ? row.values[column].map { (row.step, $0) } : nil
    }
    return (logged.map(\.0), logged.map(\.1))
  }

  /// Comma-separated values: `step`, then the names; an empty field where a step did not log a metric.
  package var csv: String {
    var text = (["step"] + names.map(tableField)).joined(separator: ",") + "\n"
    for row in rows {
      let values = names.indices.map { column in
        (row.values.indices.contains(column) ? row.values[column] : nil).map { "\($0)" } ?? ""
      }
      text += ([String(row.step)] + values).joined(separator: ",") + "\n"
    }
    return text
  }
}
