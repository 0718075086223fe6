import NotebookProtocol

/// A run as a Markdown page: what was run, what was claimed, and each cell with what it showed.
struct Report {
  let record: RunRecord

  init(_ record: RunRecord) {
    self.record = record
  }

  var markdown: String {
    ([heading, provenance, claims] + record.cells.map(section)).filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var heading: String {
    let progress = record.status == .running ? ", cell \(record.cells.count) of \(record.cellCount) done" : ""
    return "# \(record.lesson.title)\n\nStatus: **\(record.status.rawValue)**\(progress), after \(Number.duration(record.seconds))."
  }

  private var provenance: String {
    var rows = [("lesson", record.lesson.file), ("sha256", record.lesson.sha256), ("seed", "\(record.seed)"), ("started", record.started)]
    if record.quick { rows.append(("quick", "yes: claims are not judged")) }
    rows += record.parameters.sorted { $0.key < $1.key }.map { ("parameter \($0.key)", $0.value) }
    rows += record.versions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return Self.table(head: ["", ""], rows: rows.map { [$0.0, $0.1] })
  }

  private var claims: String {
    guard !record.claims.isEmpty else { return "" }
    let rows = record.claims.map {
      [$0.statement, $0.measured, $0.bound, record.quick ? "not judged" : $0.holds ? "holds" : "**does not hold**"]
    }
    return "## Claims\n\n" + Self.table(head: ["Claim", "Measured", "Asked for", ""], rows: rows)
  }

  private func section(_ cell: CellRecord) -> String {
    var parts = ["## Cell \(cell.number) (line \(cell.line))", Self.fence(cell.source, language: "swift")]
    if !cell.output.isEmpty { parts.append(Self.fence(cell.output)) }
    if let value = cell.value { parts.append(Self.fence(value.text)) }
    parts += cell.tables.map { Self.table(head: $0.head, rows: $0.rows) }
    parts += cell.figures.map { figure in
      let picture = figure.moving ?? figure.files.first { $0.hasSuffix(".svg") } ?? figure.files.first ?? ""
      return "![\(Self.inline(figure.alternativeText.isEmpty ? figure.title : figure.alternativeText))](\(picture))"
    }
    let models = (cell.checkpoints ?? []).map { "- model kept: [\(Self.inline($0.name))](\($0.file)), \($0.bytes) bytes" }
    if !models.isEmpty { parts.append(models.joined(separator: "\n")) }
    parts += cell.notes.map { "> \(Self.inline($0))" }
    let checks = cell.checks.map {
      "- \($0.passes ? "passes" : "**fails**"): \(Self.inline($0.statement))"
        + ($0.difference.isEmpty ? "" : ": \(Self.inline($0.difference))")
    }
    if !checks.isEmpty { parts.append(checks.joined(separator: "\n")) }
    if let error = cell.error {
      parts.append((cell.kind == "raises" ? "Failed, as it was meant to:" : "**Failed:**") + "\n\n" + Self.fence(error))
    }
    parts.append("*\(Number.duration(cell.seconds))*")
    return parts.joined(separator: "\n\n")
  }

  private static func table(head: [String], rows: [[String]]) -> String {
    let line = { (cells: [String]) in "| " + cells.map(inline).map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |" }
    return ([line(head), "|" + String(repeating: "---|", count: head.count)] + rows.map(line)).joined(separator: "\n")
  }

  private static func inline(_ text: String) -> String { text.replacing("\n", with: " ") }

  /// A fence longer than any run of backticks inside it.
  private static func fence(_ text: String, language: String = "") -> String {
    let longest = text.matches(of: /`{3,}/).map { $0.output.count }.max() ?? 2
    let marks = String(repeating: "`", count: longest + 1)
    return "\(marks)\(language)\n\(text.hasSuffix("\n") ? String(text.dropLast()) : text)\n\(marks)"
  }
}
