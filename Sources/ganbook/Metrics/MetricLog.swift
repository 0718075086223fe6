import NotebookProtocol

/// The metrics of all trainings of a notebook.
struct MetricLog {
  private(set) var tables: [MetricTable] = []
  /// Where trainings stand in studies, by their numbers.
  private var places: [Int: StudyPlace] = [:]

  /// Takes note of a training that is under way.
  mutating func note(_ progress: TrainingProgress) { places[progress.training] = progress.study }

  mutating func add(_ records: [MetricRecord]) {
    for record in records {
      if let index = tables.lastIndex(where: { $0.training == record.training }) {
        tables[index].add(record)
      } else {
        tables.append(MetricTable(training: record.training, study: places[record.training]))
        tables[tables.count - 1].add(record)
      }
    }
  }
}
