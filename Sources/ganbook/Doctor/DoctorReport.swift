import Terminal

/// The findings as the terminal shows them: by topic, each with what it means and what to do, and a sum at the end.
struct DoctorReport {
  let console: Console

  func lines(_ findings: [Finding]) -> [StyledText] {
    let chapters = Finding.Topic.allCases.map { topic in (topic, findings.filter { $0.topic == topic }) }.filter { !$0.1.isEmpty }
    return chapters.flatMap { topic, findings in
      [StyledText(topic.rawValue, .heading)] + findings.flatMap(lines) + [StyledText("")]
    } + sum(findings).wrapped(to: console.sentenceWidth)
  }

  private func lines(_ finding: Finding) -> [StyledText] {
    let room = console.width < 60 ? 4 : 22
    let subject = mark(finding.verdict) + StyledText(finding.subject, .strong)
    let found = wrapped(StyledText(finding.found), room)
    let head = subject.width < room ? [subject.padded(to: room) + (found.first ?? "")] : [subject, indented(found.first ?? "", room)]
    let notes = [
      StyledText(finding.meaning, .faint), finding.advice.isEmpty ? "" : StyledText("To do: ", .strong) + StyledText(finding.advice),
    ]
    return head + found.dropFirst().map { indented($0, room) }
      + notes.filter { $0.width > 0 }.flatMap { wrapped($0, room).map { indented($0, room) } }
  }

  /// A sign, and in plain mode a word: a screen reader may read no signs.
  private func mark(_ verdict: Finding.Verdict) -> StyledText {
    if console.isPlain {
      switch verdict {
      case .good: return "Good: "
      case .warning: return "Warning: "
      case .bad: return "Broken: "
      }
    }
    let signs = Ornaments(isUnicode: console.output.isUnicode)
    switch verdict {
    case .good: return StyledText(signs.success, .success).padded(to: 3)
    case .warning: return StyledText("!", .warning).padded(to: 3)
    case .bad: return StyledText(signs.failure, .error).padded(to: 3)
    }
  }

  private func wrapped(_ text: StyledText, _ room: Int) -> [StyledText] {
    console.output.isTerminal ? text.wrapped(to: max(20, console.width - room)) : [text]
  }

  private func indented(_ text: StyledText, _ room: Int) -> StyledText { StyledText(String(repeating: " ", count: room)) + text }

  private func sum(_ findings: [Finding]) -> StyledText {
    let bad = findings.filter { $0.verdict == .bad }.map(\.subject)
    let less = findings.filter { $0.verdict == .warning }.count
    let warnings = less == 0 ? "" : "\(less) \(less == 1 ? "thing works" : "things work") with something less."
    if !bad.isEmpty { return StyledText("Broken: \(bad.joined(separator: ", ")). ", .error) + StyledText(warnings) }
    return less == 0 ? StyledText("Nothing is amiss.", .success) : StyledText("Nothing is broken. \(warnings)")
  }
}
