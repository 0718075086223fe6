/// The metrics of all trainings of a notebook.
package struct MetricLog {
  package private(set) var tables: [MetricTable] = []
  /// Where trainings stand in studies, by their numbers.
  private var places: [Int: StudyPlace] = [:]

  package init() {}

  /// Takes note of a training that is under way.
  package mutating func note(_ progress: TrainingProgress) { places[progress.training] = progress.study }

  package mutating func add(_ records: [MetricRecord]) {
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
