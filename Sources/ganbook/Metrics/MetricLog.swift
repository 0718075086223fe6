import NotebookProtocol

/// The metrics of all trainings of a notebook.
struct MetricLog {
  private(set) var tables: [MetricTable] = []

  mutating func add(_ records: [MetricRecord]) {
    for record in records {
      if let index = tables.lastIndex(where: { $0.training == record.training }) {
        tables[index].add(record)
      } else {
        tables.append(MetricTable(training: record.training))
        tables[tables.count - 1].add(record)
      }
    }
  }
}
