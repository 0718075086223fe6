import Foundation

/// What can be said about a lesson without running it.
///
///     for finding in LessonLint.findings(inFile: path, library: library) { print(finding) }
public struct LessonLint {
  let lesson: Lesson
  let library: LessonLibrary?

  /// Reads a file and checks it; a file that is no lesson is one finding.
  ///
  /// - Parameter library: Where `after` looks its lessons up; without it they are not checked.
  /// - Returns: Findings in the order of the lines.
  public static func findings(inFile path: String, library: LessonLibrary?) -> [LintFinding] {
    do {
      return findings(in: try Lesson(path: path), library: library)
    } catch {
      return [LintFinding(fault: .unreadable(error), location: error.location ?? SourceLocation(file: path, line: 1))]
    }
  }

  /// Checks a lesson.
  ///
  /// - Parameter library: Where `after` looks its lessons up; without it they are not checked.
  /// - Returns: Findings in the order of the lines.
  public static func findings(in lesson: Lesson, library: LessonLibrary?) -> [LintFinding] {
    let lint = LessonLint(lesson: lesson, library: library)
    let findings = lint.frontMatterFindings() + lint.proseFindings() + lint.cellFindings() + lint.exerciseFindings()
    // Sorting is stable: findings of one line keep the order of the rules. A rule may find the same twice in a line.
    var unique: [LintFinding] = []
    for finding in findings.sorted(by: { $0.location.line < $1.location.line }) where !unique.contains(finding) {
      unique.append(finding)
    }
    return unique
  }

  func place(_ line: Int) -> SourceLocation { SourceLocation(file: lesson.file, line: line) }

  func finding(_ fault: LintFinding.Fault, line: Int) -> LintFinding { LintFinding(fault: fault, location: place(line)) }

  /// Whether any cell's code, comments and strings aside, contains the words.
  func codeContains(_ words: String) -> Bool {
    lesson.cells.contains { SwiftCode($0.source).bare.contains(words) }
  }

  var trains: Bool { codeContains("training(steps") }
}
