import Foundation
import StateStore

extension RunEntry {
  /// A run as the index of the reader's state keeps it.
  init(_ record: RunRecord, directory: String) {
    let started = (try? Date(record.started, strategy: .iso8601)) ?? Date()
    let status = Status(rawValue: record.status.rawValue) ?? .running
    self.init(
      id: record.id, directory: directory, lesson: record.lesson.name, lessonHash: record.lesson.sha256, seed: record.seed,
      parameters: JSON.text(record.parameters), isQuick: record.quick, started: started.timeIntervalSince1970,
      finished: record.status == .running ? nil : started.timeIntervalSince1970 + record.seconds, status: status)
  }
}
