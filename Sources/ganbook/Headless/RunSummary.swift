import Terminal

/// The last lines of a headless run: how it went, and where its files lie.
struct RunSummary {
  let record: RunRecord
  let directory: RunDirectory

  init(_ record: RunRecord, directory: RunDirectory) {
    self.record = record
    self.directory = directory
  }

  var lines: [StyledText] {
    let verdict = StyledText(record.status.rawValue, record.status == .passed ? .success : .error)
    let details = [claims, checks, figures, checkpoints, Number.duration(record.seconds)].compactMap { $0 }.joined(separator: ", ")
    return [
      verdict + StyledText("  \(details)"), StyledText("run     \(directory.path)"), StyledText("report  \(directory.path)/report.md"),
    ]
  }

  private var claims: String? {
    let claims = record.claims
    if claims.isEmpty { return nil }
    if record.quick { return "\(claims.count) claims not judged" }
    return "\(claims.count(where: \.holds)) of \(claims.count) claims hold"
  }

  private var checks: String? {
    let checks = record.checks
    return checks.isEmpty ? nil : "\(checks.count(where: \.passes)) of \(checks.count) checks pass"
  }

  private var figures: String? {
    let count = record.cells.reduce(0) { $0 + $1.figures.count }
    return count == 0 ? nil : "\(count) figure\(count == 1 ? "" : "s")"
  }

  private var checkpoints: String? {
    let count = record.checkpoints.count
    return count == 0 ? nil : "\(count) model\(count == 1 ? "" : "s") kept"
  }
}
