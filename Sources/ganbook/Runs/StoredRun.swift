import Foundation
import Lessons
import NotebookProtocol
import StateStore

/// A run that was kept, with the directory of its files.
struct StoredRun {
  let record: RunRecord
  let directory: String

  /// Finds the run that a word on the command line means: a directory with a `run.json`, an identity, any unique part of one, or `last`.
  static func find(_ word: String, in store: StateStore) throws(Fault) -> StoredRun {
    if let run = StoredRun(directory: word) { return run }
    let runs = all(in: store)
    if word == "last", let latest = runs.first { return latest }
    if let exact = runs.first(where: { $0.record.id == word }) { return exact }
    let matches = runs.filter { $0.record.id.contains(word) }
    guard let only = matches.first else { throw .unknownRun(word, known: runs.prefix(3).map(\.record.id)) }
    guard matches.count == 1 else { throw .ambiguousRun(word, matches: matches.prefix(5).map(\.record.id), count: matches.count) }
    return only
  }

  /// All runs whose files are still there, the latest first.
  static func all(in store: StateStore) -> [StoredRun] {
    ((try? store.runs()) ?? []).compactMap { StoredRun(directory: $0.directory) }
  }

  /// - Returns: `nil` where there is no run.
  init?(directory: String) {
    let path = URL(fileURLWithPath: directory).standardizedFileURL.path
    guard let record = JSON.value(RunRecord.self, from: "\(path)/run.json") else { return nil }
    self.record = record
    self.directory = path
  }

  /// The lesson as it ran: the copy beside the record, or the file itself where it has not changed.
  func lesson() throws -> Lesson {
    for path in ["\(directory)/\(RunDirectory.lessonFile(record.lesson.file))", record.lesson.file] {
      if let lesson = try? Lesson(path: path), lesson.hash == record.lesson.sha256 { return lesson }
    }
    throw Fault.lessonChanged(record.lesson.file, run: directory)
  }

  /// The metrics of its trainings, in their order.
  ///
  /// - Throws: `Fault.damagedMetrics` for a file that is missing or no table.
  func tables() throws(Fault) -> [MetricTable] {
    var (tables, ordinals) = ([MetricTable](), [String: Int]())
    for training in record.trainings {
      let path = "\(directory)/\(training.file)"
      var place: StudyPlace?
      if let study = training.study, let seed = training.seed {
        let ordinal = (ordinals["\(study) \(seed)"] ?? 0) + 1
        ordinals["\(study) \(seed)"] = ordinal
        place = StudyPlace(study: study, seed: seed, training: ordinal)
      }
      guard let text = try? String(contentsOfFile: path, encoding: .utf8),
        let table = MetricTable(csv: text, training: training.number, study: place)
      else { throw .damagedMetrics(path: path) }
      tables.append(table)
    }
    return tables
  }
}
