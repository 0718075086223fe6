import Foundation
import Lessons

/// What is exported: a lesson, and the run whose results go with it, if there is one.
struct ExportSource {
  let lesson: Lesson
  let run: StoredRun?
  /// What each cell did, by the line where its source begins.
  private let records: [Int: CellRecord]

  init(lesson: Lesson) { (self.lesson, run, records) = (lesson, nil, [:]) }

  /// - Throws: When the lesson that ran is gone.
  init(run: StoredRun) throws {
    lesson = try run.lesson()
    self.run = run
    records = Dictionary(run.record.cells.map { ($0.line, $0) }) { first, _ in first }
  }

  /// What a cell did. Errors name the lesson by its file's name: where it lay on one machine means nothing on another.
  func record(of cell: Cell) -> CellRecord? {
    guard var record = records[cell.location.line], let run else { return nil }
    let path = run.record.lesson.file
    let name = URL(fileURLWithPath: path).lastPathComponent
    record.error = record.error?.replacingOccurrences(of: path, with: name)
    record.notes = record.notes.map { $0.replacingOccurrences(of: path, with: name) }
    return record
  }

  /// The source as it ran: with the parameters of the run.
  func source(of cell: Cell) -> String {
    let values = run?.record.parameters ?? [:]
    return (try? lesson.source(of: cell, overriding: values)) ?? cell.source
  }

  /// The file's own text has changed since the run: what is shown is the text that ran.
  var isStale: Bool {
    guard let record = run?.record, let now = try? Lesson(path: record.lesson.file) else { return false }
    return now.hash != record.lesson.sha256
  }

  /// What a reader has to know to have the same: names and values.
  var provenance: [(name: String, value: String)] {
    var rows = [("lesson", URL(fileURLWithPath: run?.record.lesson.file ?? lesson.file).lastPathComponent), ("sha256", lesson.hash)]
    guard let record = run?.record else { return rows + [("seed", "\(lesson.frontMatter.seed)"), ("ganbook", Ganbook.version)] }
    rows += [("seed", "\(record.seed)"), ("status", record.status.rawValue), ("started", record.started)]
    if record.quick { rows.append(("quick", "yes: claims are not judged")) }
    rows += record.parameters.sorted { $0.key < $1.key }.map { ("parameter \($0.key)", $0.value) }
    return rows + record.versions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The animation of a figure that moves.
  func animation(_ figure: CellRecord.DrawnFigure) -> Data? {
    guard let directory = run?.directory, let name = figure.moving else { return nil }
    return FileManager.default.contents(atPath: "\(directory)/\(name)")
  }

  /// A figure's file in the run's directory: its bytes and their kind. The smaller of PNG and SVG where `either` is wanted.
  func picture(_ figure: CellRecord.DrawnFigure, either: Bool) -> (bytes: Data, type: String)? {
    guard let directory = run?.directory else { return nil }
    let kinds = either ? ["svg": "image/svg+xml", "png": "image/png"] : ["png": "image/png"]
    let found = figure.files.compactMap { name -> (bytes: Data, type: String)? in
      guard let type = kinds[URL(fileURLWithPath: name).pathExtension] else { return nil }
      return FileManager.default.contents(atPath: "\(directory)/\(name)").map { ($0, type) }
    }
    return found.min { $0.bytes.count < $1.bytes.count }
  }
}
