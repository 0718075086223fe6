/// Something that an author should mend.
public struct LintFinding: Sendable, Equatable {
  public enum Severity: String, Sendable {
    case error
    case warning
  }

  /// What is wrong; the prose is made in `LintFinding+Prose.swift`.
  public enum Fault: Sendable, Equatable {
    case unreadable(LessonError)
    // Front matter.
    case noNumber
    case malformedArxiv(String)
    case malformedDOI(String)
    case unknownPrerequisite(String, suggestions: [String])
    case laterPrerequisite(String)
    case unknownQuickParameter(String, declared: [String])
    case quickValue(LessonError)
    case noQuick
    case noSources
    // Prose.
    case noTitle
    case brokenLink(String)
    case hiddenHTML
    case unknownMacro(String)
    case misspeltFence(String, suggestions: [String])
    // Cells.
    case emptyCell
    case noProseBefore
    case secondParameters
    case noParameter
    case systemRandomness(String)
    case noClaim
    case noPlot
    // Exercises.
    case checks(count: Int)
    case solutions(count: Int)
    case noHint
    case hints(count: Int)
    case orphan(String)
  }

  public let fault: Fault
  public let location: SourceLocation
}

extension LintFinding {
  public var severity: Severity {
    switch fault {
    case .noSources, .noClaim, .noPlot, .noHint, .hiddenHTML, .unknownMacro, .noTitle: .warning
    default: .error
    }
  }
}
