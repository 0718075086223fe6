extension LessonLint {
  func exerciseFindings() -> [LintFinding] {
    lesson.exercises.flatMap(findings(in:)) + orphanFindings()
  }

  private func findings(in exercise: Exercise) -> [LintFinding] {
    var faults: [LintFinding.Fault] = []
    if exercise.checks.count != 1 { faults.append(.checks(count: exercise.checks.count)) }
    if exercise.solutions.count != 1 { faults.append(.solutions(count: exercise.solutions.count)) }
    if exercise.hints.isEmpty { faults.append(.noHint) }
    if exercise.hints.count > Hint.levels.count { faults.append(.hints(count: exercise.hints.count)) }
    return faults.map { LintFinding(fault: $0, location: exercise.starter.location) }
  }

  /// What stands before the first starter.
  private func orphanFindings() -> [LintFinding] {
    var findings: [LintFinding] = []
    for block in lesson.blocks {
      switch block {
      case .cell(let cell) where cell.kind == .exercise: return findings
      case .cell(let cell) where cell.kind == .check || cell.kind == .solution:
        findings.append(LintFinding(fault: .orphan(cell.kind.rawValue), location: cell.location))
      case .hint(let hint): findings.append(LintFinding(fault: .orphan("hint"), location: hint.location))
      case .cell, .prose, .quiz: break
      }
    }
    return findings
  }
}
