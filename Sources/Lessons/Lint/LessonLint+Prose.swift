import Foundation

extension LessonLint {
  func proseFindings() -> [LintFinding] {
    let first = lesson.prose.first?.blocks.first
    let isTitled = if case .heading(level: 1, _)? = first?.content { true } else { false }
    let untitled = isTitled ? [] : [finding(.noTitle, line: first?.line ?? lesson.frontMatter.lines.upperBound)]
    let blocks = (lesson.prose + lesson.hints.map(\.prose)).flatMap(\.blocks)
    return untitled + blocks.flatMap(findings(in:)) + lesson.quizzes.flatMap(findings(in:))
  }

  private func findings(in block: Prose.Block) -> [LintFinding] {
    let own: [LintFinding]
    switch block.content {
    case .code(let info, _): own = fenceFindings(info, line: block.line)
    case .html(let html): own = html.hasPrefix("<!--") ? [] : [finding(.hiddenHTML, line: block.line)]
    case .math(let latex): own = macroFindings(latex, line: block.line)
    default: own = []
    }
    return own + block.inlines.flatMap { findings(in: $0, line: block.line) } + block.children.flatMap(findings(in:))
  }

  private func findings(in quiz: Quiz) -> [LintFinding] {
    let texts: [[Prose.Inline]] =
      switch quiz.answer {
      case .choices(let choices): choices.flatMap { [$0.text, $0.explanation] }
      case .number(let number): [number.explanation]
      }
    return ([quiz.question] + texts).flatMap { findings(in: $0, line: quiz.location.line) }
  }

  private func findings(in inlines: [Prose.Inline], line: Int) -> [LintFinding] {
    inlines.flatMap { inline in
      switch inline {
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner): return findings(in: inner, line: line)
      case .link(let inner, let url, _), .image(let inner, let url, _):
        return linkFindings(url, line: line) + findings(in: inner, line: line)
      case .math(let latex, _): return macroFindings(latex, line: line)
      case .html(let html): return html.hasPrefix("<!--") ? [] : [finding(.hiddenHTML, line: line)]
      case .text, .code, .softBreak, .lineBreak: return []
      }
    }
  }

  /// Addresses elsewhere are not followed: a lint works offline.
  private func linkFindings(_ url: String, line: Int) -> [LintFinding] {
    if url.hasPrefix("#") || url.prefixMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*:/) != nil { return [] }
    let path = url.prefix { $0 != "#" && $0 != "?" }.removingPercentEncoding ?? ""
    let folder = lesson.file.contains("/") ? lesson.file[..<(lesson.file.lastIndex(of: "/") ?? lesson.file.startIndex)] + "/" : ""
    guard path.isEmpty || !FileManager.default.fileExists(atPath: folder + path) else { return [] }
    return [finding(.brokenLink(url), line: line)]
  }

  private func macroFindings(_ latex: String, line: Int) -> [LintFinding] {
    MathText.unknownMacros(in: latex).map { finding(.unknownMacro($0), line: line) }
  }

  private func fenceFindings(_ info: String, line: Int) -> [LintFinding] {
    guard let word = info.split(separator: " ").first.map(String.init) else { return [] }
    let languages = ["swift", "hint", "quiz"]
    let isKind = Cell.Kind.allCases.contains { $0.rawValue == word }
    guard isKind || !Spelling.suggestions(for: word, among: languages).isEmpty else { return [] }
    return [finding(.misspeltFence(word, suggestions: isKind ? ["swift \(word)"] : languages), line: line)]
  }
}
