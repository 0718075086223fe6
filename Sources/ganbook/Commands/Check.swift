import ArgumentParser
import Lessons
import Notebook
import Terminal

/// `ganbook check`: the author's lint.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Look at lessons as an author must: format, links, randomness; starters must fail their checks, solutions must pass.")

  @Argument(help: ArgumentHelp("A path, a number, a name or any unique part of it.", valueName: "lesson"))
  var lessons: [String]

  @OptionGroup var appearance: AppearanceOptions

  func run() throws {
    let console = Console(appearance)
    var faults = 0
    for word in lessons { faults += try check(word, console) }
    if faults > 0 { throw ExitCode(ExitStatus.failure.rawValue) }
  }

  /// - Returns: How many findings are errors.
  private func check(_ word: String, _ console: Console) throws -> Int {
    let path = try Places.path(word)
    let findings = LessonLint.findings(inFile: path, library: try? Places.library())
    for finding in findings { console.print(StyledText(finding.description, finding.severity == .error ? .error : .warning)) }
    var errors = findings.count { $0.severity == .error }
    // A file that is no lesson has no exercises to try.
    if let lesson = try? Lesson(path: path) {
      for exercise in lesson.exercises {
        let complaints = try ExerciseTrial(lesson, exercise).complaints()
        errors += complaints.count
        for complaint in complaints { console.print(StyledText(complaint, .error)) }
      }
    }
    console.print(
      errors == 0 ? StyledText("\(path): good", .success) : StyledText("\(path): \(errors) error\(errors == 1 ? "" : "s")", .error))
    return errors
  }
}
