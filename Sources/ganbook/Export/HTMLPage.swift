import Foundation
import Lessons
import NotebookProtocol
import Terminal

/// A lesson, or a run of it, as one HTML file: pictures inside, formulas as MathML, code coloured, nothing fetched from anywhere.
struct HTMLPage {
  private let source: ExportSource
  private let prose: HTMLProse

  init(_ source: ExportSource) {
    self.source = source
    let folder = URL(fileURLWithPath: source.lesson.file).deletingLastPathComponent().path
    prose = HTMLProse(
      highlight: { code, language in language == "swift" ? HTMLPage.highlighted(code) : nil },
      resolve: { HTMLPage.embedded("\(folder)/\($0)") })
  }

  var text: String {
    let parts = source.lesson.parts.map(section).filter { !$0.isEmpty }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="Ganbook \(Ganbook.version)">
      <title>\(HTMLText.escaped(source.lesson.title))</title>
      <style>
      \(PageStyle.css)
      </style>
      </head>
      <body>
      <main>
      \(notices)\(parts.joined(separator: "\n"))
      \(sources)\(claims)\(provenance)
      </main>
      </body>
      </html>

      """
  }

  private var notices: String {
    var notices: [String] = []
    if source.isStale { notices.append("The lesson has changed since this run; shown is the text that ran.") }
    if let record = source.run?.record, record.cells.count < record.cellCount {
      notices.append(
        "The run ended (\(record.status.rawValue)) after cell \(record.cells.count) of \(record.cellCount); later cells have no results.")
    }
    return notices.map { "<p class=\"notice\">\($0)</p>\n" }.joined()
  }

  private func section(_ part: LessonPart) -> String {
    switch part {
    case .prose(let prose, _): self.prose.html(prose.blocks)
    case .hint(let hint, _): details("Hint \(hint.level)", prose.html(hint.prose.blocks))
    case .quiz(let quiz): question(quiz)
    case .cell(let cell): section(cell)
    }
  }

  private func details(_ summary: String, _ inner: String) -> String {
    "<details><summary>\(HTMLText.escaped(summary))</summary>\n\(inner)\n</details>"
  }

  // MARK: Cells

  private func section(_ cell: Cell) -> String {
    let code = "<pre><code>\(Self.highlighted(source.source(of: cell)))</code></pre>"
    let record = source.record(of: cell)
    let inner = ([code] + (record.map(outputs) ?? [])).joined(separator: "\n")
    let body = "<section class=\"cell\" id=\"cell-\(cell.number)\(cell.kind == .solution ? "-solution" : "")\">\n\(inner)\n</section>"
    switch cell.kind {
    case .setup: return details("Set-up, cell \(cell.number)", body)
    case .solution: return details("A solution", body)
    case .exercise: return "<p class=\"label\">Exercise</p>\n\(body)"
    case .raises: return "<p class=\"label\">This cell fails, and is meant to.</p>\n\(body)"
    case .plain, .parameters, .check: return body
    }
  }

  private func outputs(_ record: CellRecord) -> [String] {
    var parts: [String] = []
    if !record.output.isEmpty { parts.append("<pre class=\"output\">\(HTMLText.escaped(record.output))</pre>") }
    if let value = record.value {
      parts.append("<pre class=\"output\" title=\"\(HTMLText.escaped(value.type))\">\(HTMLText.escaped(value.text))</pre>")
    }
    parts += record.tables.map(table)
    parts += record.figures.map(figure)
    parts += record.notes.map { "<p class=\"note\">\(HTMLText.escaped($0))</p>" }
    parts += record.checks.map { check in
      let difference = check.difference.isEmpty ? "" : ": \(check.difference)"
      return verdict(check.passes ? "✓ check passes" : "✗ check fails", check.passes, check.statement + difference)
    }
    parts += record.claims.map { claim in
      let text = "\(claim.statement): \(claim.measured) (asked for: \(claim.bound))"
      if source.run?.record.quick == true { return verdict("claim not judged", nil, text) }
      return verdict(claim.holds ? "✓ claim holds" : "✗ claim does not hold", claim.holds, text)
    }
    if let error = record.error { parts.append("<pre class=\"output error\">\(HTMLText.escaped(error))</pre>") }
    return parts
  }

  private func verdict(_ words: String, _ isGood: Bool?, _ text: String) -> String {
    let kind = isGood.map { $0 ? "good" : "bad" } ?? "open"
    return "<p class=\"verdict\"><span class=\"\(kind)\">\(words)</span>: \(HTMLText.escaped(text))</p>"
  }

  private func figure(_ figure: CellRecord.DrawnFigure) -> String {
    let words = HTMLText.escaped(figure.alternativeText.isEmpty ? figure.title : figure.alternativeText)
    guard let picture = source.picture(figure, either: true) else { return "<p class=\"note\">A picture that was not drawn: \(words)</p>" }
    if let animation = source.animation(figure) {
      // Whoever has asked their system for less motion sees the last frame.
      return """
        <figure><picture><source media="(prefers-reduced-motion: reduce)" srcset="data:\(picture.type);base64,\(picture.bytes.base64EncodedString())">\
        <img src="data:image/gif;base64,\(animation.base64EncodedString())" alt="\(words)"></picture></figure>
        """
    }
    return "<figure><img src=\"data:\(picture.type);base64,\(picture.bytes.base64EncodedString())\" alt=\"\(words)\"></figure>"
  }

  private func table(_ table: Table) -> String {
    let row = { (cells: [String], tag: String) in "<tr>" + cells.map { "<\(tag)>\(HTMLText.escaped($0))</\(tag)>" }.joined() + "</tr>" }
    return
      "<div class=\"wide\"><table>\n<thead>\(row(table.head, "th"))</thead>\n<tbody>\n\(table.rows.map { row($0, "td") }.joined(separator: "\n"))\n</tbody>\n</table></div>"
  }

  // MARK: Questions

  private func question(_ quiz: Quiz) -> String {
    let body: String
    switch quiz.answer {
    case .choices(let choices):
      let items = choices.map { choice in
        let explanation = choice.explanation.isEmpty ? "" : " \(prose.html(choice.explanation))"
        return "<li><details class=\"choice\"><summary>\(prose.html(choice.text))</summary>"
          + "<p>\(choice.isRight ? "✓ Right." : "✗ No.")\(explanation)</p></details></li>"
      }
      body = "<ol type=\"a\">\n\(items.joined(separator: "\n"))\n</ol>"
    case .number(let number):
      body = details("The answer", "<p>\(Number.short(number.value)) \(prose.html(number.explanation))</p>")
    }
    return "<section class=\"quiz\">\n<p class=\"label\">Question</p>\n<p>\(prose.html(quiz.question))</p>\n\(body)\n</section>"
  }

  // MARK: At the end

  private var sources: String {
    let items = source.lesson.frontMatter.sources.map { entry in
      let links = entry.identifiers.map { "<a href=\"\($0.link)\">\(HTMLText.escaped($0.description))</a>" }
      return "<li>\(HTMLText.escaped(entry.authors)): <em>\(HTMLText.escaped(entry.title))</em>, \(links.joined(separator: ", "))</li>"
    }
    return items.isEmpty ? "" : "<h2>Sources</h2>\n<ul>\n\(items.joined(separator: "\n"))\n</ul>\n"
  }

  private var claims: String {
    guard let record = source.run?.record, !record.claims.isEmpty else { return "" }
    let rows = record.claims.map {
      [$0.statement, $0.measured, $0.bound, record.quick ? "not judged" : $0.holds ? "holds" : "does not hold"]
    }
    return "<h2>Claims</h2>\n\(table(Table(head: ["Claim", "Measured", "Asked for", ""], rows: rows)))\n"
  }

  private var provenance: String {
    let rows = source.provenance.map { "<dt>\(HTMLText.escaped($0.name))</dt><dd>\(HTMLText.escaped($0.value))</dd>" }
    return "<footer><dl>\n\(rows.joined(separator: "\n"))\n</dl></footer>"
  }

  // MARK: Pieces

  /// Swift with each token in a class of its kind.
  static func highlighted(_ code: String) -> String {
    SwiftHighlighter().pieces(code.hasSuffix("\n") ? String(code.dropLast()) : code).map { piece in
      piece.role.map { "<span class=\"\($0)\">\(HTMLText.escaped(piece.text))</span>" } ?? HTMLText.escaped(piece.text)
    }.joined()
  }

  /// A picture beside the lesson, as an address that holds it.
  private static func embedded(_ path: String) -> String? {
    let types = ["png": "image/png", "svg": "image/svg+xml", "jpg": "image/jpeg", "gif": "image/gif"]
    guard !path.contains("://"), let type = types[URL(fileURLWithPath: path).pathExtension.lowercased()],
      let bytes = FileManager.default.contents(atPath: path)
    else { return nil }
    return "data:\(type);base64,\(bytes.base64EncodedString())"
  }
}
