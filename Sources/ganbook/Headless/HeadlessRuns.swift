import ArgumentParser
import Foundation
import Lessons
import StateStore
import Terminal

/// What `ganbook run` does: each lesson in turn, a directory for each, one exit status for all.
struct HeadlessRuns {
  private let options: Run
  private let console: Console
  private let store = StateStore(environment: ProcessInfo.processInfo.environment)
  private let request = EndRequest()

  init(_ options: Run) {
    self.options = options
    console = Console(options.appearance, resultsAside: options.json == "-")
  }

  func run() throws {
    if let word = options.repeated { return try repeatRun(word) }
    let lessons = try readLessons()
    let values = try ParameterValues.read(options: options.parameters, file: options.params)
    let plan = try GridPlan(parameters: values, seeds: options.seeds)
    if plan.isGrid {
      // Every combination is looked at before the first one runs.
      for point in plan.points(lessons: lessons.count) {
        _ = try settings(for: lessons[point.lesson], point.values.map { ($0.name, $0.text) })
      }
      return try Batch(options: options, lessons: lessons, plan: plan, console: console).run()
    }
    // Everything that the command line can be blamed for is found before the first cell runs.
    let settings = try lessons.map { try self.settings(for: $0, values) }
    var records: [RunRecord] = []
    for (lesson, settings) in zip(lessons, settings) {
      records.append(try run(lesson, settings, isAlone: lessons.count == 1))
      if request.signal != 0 || (records[records.count - 1].status != .passed && !options.keepGoing) { break }
    }
    try writeJSON(records)
    let status = self.status(of: records)
    if status != .success { throw ExitCode(status.rawValue) }
  }

  /// Runs what a record says, beside the run that it is of, and compares.
  private func repeatRun(_ word: String) throws {
    let original = try StoredRun.find(word, in: store)
    let lesson = try original.lesson()
    for cell in lesson.cells { _ = try lesson.source(of: cell, overriding: original.record.parameters) }
    let settings = HeadlessRun.Settings(
      values: original.record.parameters, seed: original.record.seed, quick: original.record.quick, timeout: options.timeout,
      allowErrors: options.allowErrors)
    let (id, path) = place(of: lesson, seed: settings.seed, isAlone: true)
    // Whoever names the run's own directory would lose what the repetition is compared with.
    if path == original.directory { throw Fault.repeatsIntoItself(path) }
    let record = try run(lesson, settings, (id, path))
    try writeJSON([record])
    let comparison = RunRepetition(original, StoredRun(directory: path))
    console.print(comparison.lines)
    let status = self.status(of: [record])
    if status != .success { throw ExitCode(status.rawValue) }
    if !comparison.isSame { throw ExitCode(ExitStatus.failure.rawValue) }
  }

  private func readLessons() throws(LessonError) -> [Lesson] {
    var lessons: [Lesson] = []
    for word in options.lessons { lessons.append(try Places.lesson(word)) }
    return lessons
  }

  private func settings(for lesson: Lesson, _ values: [(name: String, value: String)]) throws(LessonError) -> HeadlessRun.Settings {
    var all = options.quick ? lesson.quickValues : [:]
    for (name, value) in values { all[name] = value }
    for cell in lesson.cells { _ = try lesson.source(of: cell, overriding: all) }
    return HeadlessRun.Settings(
      values: all, seed: options.seed ?? lesson.frontMatter.seed, quick: options.quick, timeout: options.timeout,
      allowErrors: options.allowErrors)
  }

  private func run(_ lesson: Lesson, _ settings: HeadlessRun.Settings, isAlone: Bool) throws -> RunRecord {
    try run(lesson, settings, place(of: lesson, seed: settings.seed, isAlone: isAlone))
  }

  private func run(_ lesson: Lesson, _ settings: HeadlessRun.Settings, _ place: (id: String, path: String)) throws -> RunRecord {
    let (id, path) = place
    let directory = try RunDirectory(path: path)
    let run = HeadlessRun(lesson, settings: settings, id: id, directory: directory, console: console, request: request)
    let heading = [lesson.name.number.map { String(format: "%02d", $0) }, lesson.title].compactMap { $0 }.joined(separator: " ")
    console.print(StyledText(heading, .heading) + StyledText("  seed \(settings.seed)\(settings.quick ? ", quick" : "")", .faint))
    index(run.record, directory)
    defer { index(run.record, directory) }
    try run.run()
    console.print(RunSummary(run.record, directory: directory).lines)
    try export(directory)
    return run.record
  }

  /// Writes the forms that were asked for beside the run's files.
  private func export(_ directory: RunDirectory) throws {
    guard !options.to.isEmpty, let stored = StoredRun(directory: directory.path) else { return }
    let source = try ExportSource(run: stored)
    for format in options.to {
      let path = try Exporter(source: source).write(format, named: Places.stem(stored.record.lesson.file), into: directory.path)
      console.print(StyledText("\(format.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0))\(path)"))
    }
  }

  /// Identity and directory of a run: under the reader's state, or where `--out` says.
  private func place(of lesson: Lesson, seed: UInt64, isAlone: Bool) -> (id: String, path: String) {
    let stamp = Date().formatted(Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted, timeZone: .gmt))
    let base = "\(stamp.replacing("Z", with: ""))-\(lesson.name.name)-\(seed)"
    if let out = options.out {
      let folder = URL(fileURLWithPath: out).standardizedFileURL.path
      return (base, isAlone ? folder : "\(folder)/\(Places.stem(lesson.file))")
    }
    let runs = UserDirectories().runs
    let free = ([base] + (2...).prefix(1_000).map { "\(base)-\($0)" }).first { !FileManager.default.fileExists(atPath: "\(runs)/\($0)") }
    return (free ?? base, "\(runs)/\(free ?? base)")
  }

  /// The index is a convenience: a state that cannot be written does not keep a lesson from running.
  private func index(_ record: RunRecord, _ directory: RunDirectory) {
    try? store.saveRun(RunEntry(record, directory: directory.path))
  }

  private func writeJSON(_ records: [RunRecord]) throws(Fault) {
    guard let file = options.json else { return }
    let text = options.lessons.count <= 1 && records.count == 1 ? JSON.text(records[0]) : JSON.text(records)
    if file == "-" {
      Output.standardOutput.write(text)
    } else {
      try RunDirectory.write(text, at: file)
    }
  }

  private func status(of records: [RunRecord]) -> ExitStatus {
    switch request.signal {
    case SIGTERM, SIGHUP: return .terminated
    case SIGINT: return .interrupted
    default: break
    }
    if records.contains(where: { $0.status == .timeout }) { return .timeout }
    return records.allSatisfy { $0.status == .passed } ? .success : .failure
  }
}
