import ArgumentParser
import Foundation
import Gnuplot
import Lessons
import NotebookProtocol
import Terminal

/// What `ganbook run` does with a grid: each run in a process of its own, then one table and one picture of all.
struct Batch {
  let options: Run
  let lessons: [Lesson]
  let plan: GridPlan
  let console: Console

  func run() throws {
    let folder = folder
    let points = plan.points(lessons: lessons.count)
    let places = points.map { "\(folder)/\(name(of: $0))" }
    for place in places {
      do { try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true) } catch {
        throw Fault.cannotWrite(path: place, reason: Reason.of(error))
      }
    }
    let jobs = zip(points, places).map { BatchWorkers.Job(arguments: arguments(for: $0, out: $1), log: "\($1)/log.txt") }
    let (statuses, signal) = work(jobs, points, places)
    let members = zip(points, places).map { point, place in
      BatchSummary.Member(point: point, lesson: lessons[point.lesson].name.name, run: StoredRun(directory: place))
    }
    try write(BatchSummary(members, swept: plan.swept), members, to: folder)
    let status = exitStatus(statuses, signal)
    if status != .success { throw ExitCode(status.rawValue) }
  }

  private var folder: String {
    if let out = options.out { return URL(fileURLWithPath: out).standardizedFileURL.path }
    let stamp = Date().formatted(Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted, timeZone: .gmt))
    return "\(UserDirectories().runs)/\(stamp.replacing("Z", with: ""))-grid-\(lessons[0].name.name)"
  }

  /// A folder's name that says what was run: `mode-collapse-steps-500-seed-3`.
  private func name(of point: GridPlan.Point) -> String {
    let values = point.values.filter { plan.swept.contains($0.name) }.map { "\($0.name)-\($0.text)" }
    let words = [lessons[point.lesson].name.name] + values + (point.seed.map { ["seed-\($0)"] } ?? [])
    return words.joined(separator: "-").map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-+".contains($0)) ? String($0) : "_" }
      .joined()
  }

  private func arguments(for point: GridPlan.Point, out: String) -> [String] {
    var arguments = ["run", lessons[point.lesson].file, "--out", out, "--color", "never"]
    for value in point.values { arguments += ["-p", "\(value.name)=\(value.text)"] }
    if let seed = point.seed ?? options.seed { arguments += ["--seed", "\(seed)"] }
    if options.quick { arguments.append("--quick") }
    if !options.to.isEmpty { arguments += ["--to", options.to.map(\.rawValue).joined(separator: ",")] }
    if options.allowErrors { arguments.append("--allow-errors") }
    if let timeout = options.timeout { arguments += ["--timeout", "\(timeout)"] }
    return arguments
  }

  // MARK: Working

  private func work(_ jobs: [BatchWorkers.Job], _ points: [GridPlan.Point], _ places: [String]) -> (statuses: [Int32?], signal: Int32) {
    let workers = BatchWorkers(count: options.jobs)
    let request = EndRequest()
    Signals.watch([SIGINT, SIGTERM, SIGHUP]) { number in
      request.note(number)
      workers.end(number)
    }
    let bar = console.progressBar()
    let began = ContinuousClock.now
    var (statuses, done, failed) = ([Int32?](repeating: nil, count: jobs.count), 0, 0)
    let show = {
      let seconds = (ContinuousClock.now - began) / .seconds(1)
      bar.update(Progress(step: done, steps: jobs.count, rate: Double(done) / max(seconds, 1e-9), latest: [("failed", Double(failed))]))
    }
    show()
    workers.work(jobs) { place, status in
      statuses[place] = status
      done += 1
      if status != 0 { failed += 1 }
      bar.clear()
      console.print(line(points[place], places[place], status))
      show()
    }
    bar.finish()
    return (statuses, request.signal)
  }

  private func line(_ point: GridPlan.Point, _ place: String, _ status: Int32?) -> StyledText {
    let record = StoredRun(directory: place)?.record
    let word = record?.status.rawValue ?? (status == nil ? "never began" : "failed")
    let claims = record.map(\.claims) ?? []
    let held = claims.isEmpty || options.quick ? "" : "  \(claims.count(where: \.holds)) of \(claims.count) claims hold"
    let reason = status == 0 ? "" : "  see \(UserDirectories.short(place))/log.txt"
    return StyledText(word, status == 0 ? .success : .error) + StyledText("  \(name(of: point))")
      + StyledText("\(held)\(record.map { "  " + Number.duration($0.seconds) } ?? "")\(reason)", .faint)
  }

  // MARK: What is left

  private func write(_ summary: BatchSummary, _ members: [BatchSummary.Member], to folder: String) throws {
    let (head, rows) = summary.table
    try RunDirectory.write(summary.csv, at: "\(folder)/summary.csv")
    var pictures: [String] = []
    for (index, figure) in summary.figures.enumerated() {
      let stem = "\(folder)/summary-\(index + 1)"
      do {
        for format in ["png", "svg"] { try GnuplotRenderer().render(figure, to: .file("\(stem).\(format)")) }
        pictures.append("\(stem).png")
      } catch {
        console.complain((StyledText("no picture: ", .warning) + StyledText(Faults.prose(error))).wrapped(to: console.diagnosticWidth))
      }
    }
    console.print([""] + OutcomeLines(console).table(Table(head: head, rows: rows)))
    for picture in pictures { console.print(StyledText("figure  \(picture)", .faint)) }
    console.print(StyledText("summary  \(folder)/summary.csv", .faint))
    guard let file = options.json else { return }
    let text = JSON.text(members.compactMap(\.run?.record))
    if file == "-" { Output.standardOutput.write(text) } else { try RunDirectory.write(text, at: file) }
  }

  private func exitStatus(_ statuses: [Int32?], _ signal: Int32) -> ExitStatus {
    if signal == SIGINT { return .interrupted }
    if signal != 0 { return .terminated }
    if statuses.contains(ExitStatus.timeout.rawValue) { return .timeout }
    return statuses.allSatisfy { $0 == 0 } ? .success : .failure
  }
}
