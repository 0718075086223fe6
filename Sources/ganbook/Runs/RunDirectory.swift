import Foundation
import Lessons
import NotebookProtocol

/// The folder of one run: `run.json`, `report.md`, `figures/`, `metrics/`, models in `checkpoints/` and in `lesson/` the text that ran, all
/// plain files that other tools read.
struct RunDirectory {
  let path: String

  /// Makes the folder, and the ones above it. An earlier run in it is replaced; files that are not a run's stay.
  init(path: String) throws(Fault) {
    self.path = path
    if FileManager.default.fileExists(atPath: path + "/run.json") {
      for name in ["checkpoints", "figures", "lesson", "metrics", "report.md", "run.json"] {
        try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
      }
    }
    for folder in [path, path + "/figures", path + "/lesson", path + "/metrics"] {
      do {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      } catch {
        throw .cannotWrite(path: folder, reason: Reason.of(error))
      }
    }
  }

  func write(_ text: String, to name: String) throws(Fault) { try Self.write(text, at: "\(path)/\(name)") }

  /// Writes a file whole or not at all: another process never sees half of it.
  static func write(_ text: String, at path: String) throws(Fault) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .cannotWrite(path: path, reason: Reason.of(error))
    }
  }

  /// Keeps the lesson as it runs: its file may change, and the run is to be repeated all the same.
  func keep(_ lesson: Lesson) throws(Fault) { try write(lesson.text, to: Self.lessonFile(lesson.file)) }

  /// A lesson's copy, under its own file name, which carries its number and name.
  static func lessonFile(_ file: String) -> String { "lesson/" + (file.split(separator: "/").last.map(String.init) ?? "lesson.md") }

  /// Writes what a run has come to so far.
  func save(_ record: RunRecord, metrics: MetricLog) throws(Fault) {
    for table in metrics.tables { try write(table.csv, to: Self.metricsFile(table.training)) }
    try write(JSON.text(record), to: "run.json")
    try write(Report(record).markdown, to: "report.md")
  }

  /// Where cells keep models; the folder is made with the first.
  var checkpoints: String { path + "/checkpoints" }

  static func metricsFile(_ training: Int) -> String { "metrics/training-\(training).csv" }

  /// A readable name for a figure, without extension: `figures/03-the-data-8-modes`.
  static func figureName(_ index: Int, title: String, folder: String? = "figures") -> String {
    let words = title.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.prefix(8)
    let name = ([String(format: "%02d", index)] + words.map(String.init)).joined(separator: "-")
    return folder.map { "\($0)/\(name)" } ?? name
  }
}
