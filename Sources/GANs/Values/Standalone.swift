import Glibc
import NotebookProtocol

/// The notebook's face where there is no notebook: results on standard output, progress and remarks on standard error.
enum Standalone {
  /// - Parameter file: Where a picture's numbers lie, if they were written.
  static func show(_ message: CellMessage, file: String?, judgesClaims: Bool) {
    switch message {
    case .value(let value): print(value.text)
    case .figure(let figure):
      let words = [figure.title, figure.alternativeText].filter { !$0.isEmpty }.joined(separator: ": ")
      print("[picture] " + words + (file.map { " (\($0))" } ?? ""))
    case .progress(let progress): show(progress)
    case .metrics, .engineFailure: break
    case .claim(let claim):
      let verdict = !judgesClaims ? "not judged" : claim.holds ? "holds" : "DOES NOT HOLD"
      print("\(verdict): \(claim.statement): \(claim.measured), claimed \(claim.bound)")
    case .check(let check): print(check.passes ? "passes: \(check.statement)" : "FAILS: \(check.statement): \(check.difference)")
    case .table(let table): print(lines(table).joined(separator: "\n"))
    case .variables(let variables): for variable in variables { print("\(variable.name): \(variable.type) = \(variable.text)") }
    case .checkpoint(let checkpoint): remark("checkpoint \(checkpoint.path)")
    case .note(let text): remark(text)
    }
  }

  /// A line on standard error, below what standard output has had so far.
  static func remark(_ text: String) {
    write(text + "\n")
  }

  /// On a terminal one line that is written over; elsewhere the last state alone.
  private static func show(_ progress: TrainingProgress) {
    let isTerminal = isatty(STDERR_FILENO) == 1
    guard isTerminal || progress.isFinished else { return }
    let latest = progress.latest.map { "\($0.name) \(NumberText.short($0.value))" }
    let line = (["\(progress.step) of \(progress.steps) steps"] + latest).joined(separator: "  ")
    write(isTerminal ? "\r\(line.prefix(78))\u{1b}[K" + (progress.isFinished ? "\n" : "") : line + "\n")
  }

  private static func write(_ text: String) {
    fflush(nil)
    _ = text.withCString { Glibc.write(STDERR_FILENO, $0, strlen($0)) }
  }

  /// Columns as wide as their widest word, two spaces apart.
  private static func lines(_ table: Table) -> [String] {
    let rows = [table.head] + table.rows
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { $1 + String(repeating: " ", count: widths[$0] - $1.count) }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
