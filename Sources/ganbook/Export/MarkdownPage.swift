import Foundation
import Lessons
import NotebookProtocol

/// A lesson, or a run of it, as Markdown: the lesson's own text, with the results below the cells.
struct MarkdownPage {
  private let source: ExportSource
  /// The folder of the pictures, as the page names it.
  private let pictures: String

  init(_ source: ExportSource, pictures: String) {
    self.source = source
    self.pictures = pictures
  }

  var text: String {
    let notice = source.isStale ? ["> The lesson has changed since this run; shown is the text that ran."] : []
    let rows = source.provenance.map { "| \(Self.inline($0.name)) | \(Self.inline($0.value)) |" }
    let provenance = "---\n\n| | |\n|---|---|\n" + rows.joined(separator: "\n")
    return (notice + source.lesson.parts.map(section) + [sources, provenance]).filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  /// Copies the run's pictures to where the page looks for them.
  func writePictures(into folder: String) throws(Fault) {
    for cell in source.lesson.cells {
      for figure in source.record(of: cell)?.figures ?? [] {
        guard let bytes = source.animation(figure) ?? source.picture(figure, either: false)?.bytes else { continue }
        do {
          try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
          try bytes.write(to: URL(fileURLWithPath: "\(folder)/\(Self.fileName(figure))"), options: .atomic)
        } catch {
          throw .cannotWrite(path: folder, reason: Reason.of(error))
        }
      }
    }
  }

  private static func fileName(_ figure: CellRecord.DrawnFigure) -> String {
    (figure.moving ?? figure.files.first { $0.hasSuffix(".png") }).map { URL(fileURLWithPath: $0).lastPathComponent } ?? "figure.png"
  }

  private func section(_ part: LessonPart) -> String {
    switch part {
    case .prose(_, let markdown): markdown
    case .hint(let hint, let markdown): "<details><summary>Hint \(hint.level)</summary>\n\n\(markdown)\n\n</details>"
    case .quiz(let quiz): QuizMarkdown(quiz).text
    case .cell(let cell): section(cell)
    }
  }

  private func section(_ cell: Cell) -> String {
    let parts = ([Self.fence(source.source(of: cell), "swift")] + (source.record(of: cell).map(outputs) ?? [])).joined(separator: "\n\n")
    switch cell.kind {
    case .solution: return "<details><summary>A solution</summary>\n\n\(parts)\n\n</details>"
    case .setup: return "<details><summary>Set-up</summary>\n\n\(parts)\n\n</details>"
    case .exercise: return "**Exercise**\n\n\(parts)"
    case .raises: return "*This cell fails, and is meant to.*\n\n\(parts)"
    case .plain, .parameters, .check: return parts
    }
  }

  private func outputs(_ record: CellRecord) -> [String] {
    var parts: [String] = []
    if !record.output.isEmpty { parts.append(Self.fence(record.output, "text")) }
    if let value = record.value { parts.append(Self.fence(value.text, "text")) }
    parts += record.tables.map { ResultText.table($0) }
    parts += record.figures.map { figure in
      let words = Self.inline(figure.alternativeText.isEmpty ? figure.title : figure.alternativeText)
      let label = words.replacing("[", with: "\\[").replacing("]", with: "\\]")
      return source.picture(figure, either: false) == nil
        ? "*A picture that was not drawn: \(words)*" : "![\(label)](\(pictures)/\(Self.fileName(figure)))"
    }
    parts += record.notes.map { "> \(Self.inline($0))" }
    let verdicts = ResultText.verdicts(record, isQuick: source.run?.record.quick ?? false).map { "- \(Self.inline($0))" }
    if !verdicts.isEmpty { parts.append(verdicts.joined(separator: "\n")) }
    if let error = record.error { parts.append(Self.fence(error, "text")) }
    return parts
  }

  private var sources: String {
    let items = source.lesson.frontMatter.sources.map { entry in
      "- \(entry.authors): *\(entry.title)*, " + entry.identifiers.map { "[\($0.description)](\($0.link))" }.joined(separator: ", ")
    }
    return items.isEmpty ? "" : "## Sources\n\n" + items.joined(separator: "\n")
  }

  private static func inline(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ").replacing("|", with: "\\|")
  }

  /// A fence longer than any run of backticks inside it.
  private static func fence(_ text: String, _ language: String) -> String {
    let longest = text.matches(of: /`{3,}/).map { $0.output.count }.max() ?? 2
    let marks = String(repeating: "`", count: longest + 1)
    return "\(marks)\(language)\n\(text.hasSuffix("\n") ? text : text + "\n")\(marks)"
  }
}

/// A question with its answers, the reasons folded away.
struct QuizMarkdown {
  let quiz: Quiz

  init(_ quiz: Quiz) { self.quiz = quiz }

  var text: String {
    let question = "**Question:** \(quiz.question.plainText)"
    switch quiz.answer {
    case .choices(let choices):
      let items = choices.enumerated().map { "\(Quiz.letter(ofChoice: $0)). \($1.text.plainText)" }
      let reasons = choices.enumerated().map { index, choice in
        let words = choice.explanation.plainText
        return "- \(Quiz.letter(ofChoice: index)): \(choice.isRight ? "right." : "no.")\(words.isEmpty ? "" : " \(words)")"
      }
      let list = items.map { "- \($0)" }.joined(separator: "\n")
      return "\(question)\n\n\(list)\n\n<details><summary>The answer</summary>\n\n\(reasons.joined(separator: "\n"))\n\n</details>"
    case .number(let number):
      let words = number.explanation.plainText
      return
        "\(question)\n\n<details><summary>The answer</summary>\n\n\(Number.short(number.value))\(words.isEmpty ? "" : ": \(words)")\n\n</details>"
    }
  }
}

/// What cells told, as text.
enum ResultText {
  static func table(_ table: Table) -> String {
    let line = { (cells: [String]) in
      "| " + cells.map { $0.replacing("|", with: "\\|").replacing("\n", with: " ") }.joined(separator: " | ") + " |"
    }
    return ([line(table.head), "|" + String(repeating: "---|", count: table.head.count)] + table.rows.map(line)).joined(separator: "\n")
  }

  static func verdicts(_ record: CellRecord, isQuick: Bool) -> [String] {
    record.checks.map { check in
      "\(check.passes ? "check passes" : "check fails"): \(check.statement)" + (check.difference.isEmpty ? "" : ": \(check.difference)")
    }
      + record.claims.map { claim in
        let verdict = isQuick ? "claim not judged" : claim.holds ? "claim holds" : "claim does not hold"
        return "\(verdict): \(claim.statement): \(claim.measured) (asked for: \(claim.bound))"
      }
  }
}
