extension LessonLint {
  func cellFindings() -> [LintFinding] {
    var findings = lesson.cells.flatMap(findings(in:)) + leadFindings()
    for cell in lesson.cells.filter({ $0.kind == .parameters }).dropFirst() {
      findings.append(LintFinding(fault: .secondParameters, location: cell.location))
    }
    if trains {
      if !codeContains("claim(") { findings.append(finding(.noClaim, line: 1)) }
      if !codeContains("plot") { findings.append(finding(.noPlot, line: 1)) }
    }
    return findings
  }

  private func findings(in cell: Cell) -> [LintFinding] {
    if cell.isEmpty { return [LintFinding(fault: .emptyCell, location: cell.location)] }
    let random = RandomnessScan(cell).findings.map { LintFinding(fault: .systemRandomness($0.name), location: $0.location) }
    guard cell.kind == .parameters else { return random }
    let reader = ParameterReader(cell: cell)
    let expressions = reader.parameters.filter { $0.kind == .expression }.map(\.location)
    return random + (reader.otherLines + expressions).map { LintFinding(fault: .noParameter, location: $0) }
  }

  /// A reader is led to every cell. What is folded away, or follows from the cell before it, leads itself.
  private func leadFindings() -> [LintFinding] {
    var findings: [LintFinding] = []
    var isLed = false
    for block in lesson.blocks {
      guard case .cell(let cell) = block else {
        if case .prose = block { isLed = true }
        continue
      }
      switch cell.kind {
      case .setup, .check, .solution: break
      case .parameters: if !isLed { findings.append(LintFinding(fault: .noProseBefore, location: cell.location)) }
      case .plain, .exercise, .raises:
        if !isLed { findings.append(LintFinding(fault: .noProseBefore, location: cell.location)) }
        isLed = false
      }
    }
    return findings
  }
}
