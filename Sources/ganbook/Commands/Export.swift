import ArgumentParser
import Foundation
import Lessons
import StateStore
import Terminal

/// `ganbook export`: a lesson or a run as a page, a notebook or Markdown.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a lesson, or a run with its results, as HTML, as a Jupyter notebook, as Markdown or as a Swift package.",
    discussion: """
      The name is a lesson's (a path, a number, a name or any unique part of it) or a run's (a directory, an identity or a unique part of one, `last`). \
      HTML is one file that needs no network; Markdown comes with a folder of pictures. A package holds one program that trains what the lesson trains, \
      under the run's seed and parameters, and is built together with Ganbook's sources.
      """)

  @Argument(help: ArgumentHelp("A lesson or a run.", valueName: "lesson|run"))
  var name: String

  @Option(help: ArgumentHelp("html, ipynb, md, package, or several between commas.", valueName: "formats"), transform: ExportFormat.list)
  var to: [ExportFormat]

  @Option(help: ArgumentHelp("Where to write; the present directory unless one is named.", valueName: "dir"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Where a package finds Ganbook's sources, absolute or seen from the package; those that this program was built from unless named.",
      valueName: "dir"))
  var ganbook: String?

  @OptionGroup var appearance: AppearanceOptions

  func run() throws {
    let source = try source()
    let stem = Places.stem(source.run?.record.lesson.file ?? source.lesson.file)
    let console = Console(appearance)
    for format in to { console.write(try Exporter(source: source, ganbook: ganbook).write(format, named: stem, into: out ?? ".") + "\n") }
  }

  /// A directory with a run is one; any other word is a lesson before it is a run.
  private func source() throws -> ExportSource {
    if let run = StoredRun(directory: name) { return try ExportSource(run: run) }
    if Places.isLesson(name) { return ExportSource(lesson: try Places.lesson(name)) }
    do {
      return try ExportSource(run: StoredRun.find(name, in: StateStore(environment: ProcessInfo.processInfo.environment)))
    } catch Fault.unknownRun {
      // Most who mistype name a lesson: the advice of that error is the better one.
      return ExportSource(lesson: try Places.lesson(name))
    }
  }
}
