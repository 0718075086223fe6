import NotebookProtocol

/// Claims that a measured number is at least a bound. A full run of a lesson fails when it is not; a quick one does not judge.
public func claim(_ statement: String, _ measured: Double, atLeast bound: Double) {
  judge(statement, measured, "at least \(NumberText.short(bound))", holds: measured >= bound)
}

/// Claims that a measured number is at most a bound.
public func claim(_ statement: String, _ measured: Double, atMost bound: Double) {
  judge(statement, measured, "at most \(NumberText.short(bound))", holds: measured <= bound)
}

/// Claims that a measured number lies within a tolerance of an expected one.
public func claim(_ statement: String, _ measured: Double, within tolerance: Double, of expected: Double) {
  judge(
    statement, measured, "\(NumberText.short(expected)) within \(NumberText.short(tolerance))",
    holds: (measured - expected).magnitude <= tolerance)
}

/// Claims that enough of a study's seeds have a property.
///
///     claim("covers all modes", in: outcomes, atLeast: 0.8) { $0.modes == 8 }
///
/// - Parameters:
///   - study: One outcome a seed.
///   - share: The share of seeds that must have the property, above 0 and up to 1.
///   - property: What each outcome is asked.
public func claim<Outcome>(
  _ statement: String, in study: Study<Outcome>, atLeast share: Double = 1, _ property: (Outcome) -> Bool
) {
  let holding = study.count(where: property)
  // A study that was stopped before its first seed ended has shown nothing.
  let holds = !study.isEmpty && Double(holding) >= share * Double(study.count) - 1e-9
  let bound = share == 1 ? "all" : "at least \(NumberText.percent(share))"
  say(.claim(ClaimOutcome(statement, measured: "\(holding) of \(study.count) seeds", bound: bound, holds: holds)))
}

private func judge(_ statement: String, _ measured: Double, _ bound: String, holds: Bool) {
  say(.claim(ClaimOutcome(statement, measured: NumberText.short(measured), bound: bound, holds: holds)))
}
