import Lessons
import Terminal

/// What is said to an answer.
struct QuizView {
  let console: Console

  /// - Returns: The lines, and whether the question is done with; `nil` when the text is no answer at all.
  func judge(_ answer: String, to quiz: Quiz) -> (lines: [StyledText], isRight: Bool)? {
    let signs = Ornaments(isUnicode: console.output.isUnicode)
    switch quiz.verdict(on: answer) {
    case .right(let explanation): return (said(StyledText("\(signs.success) Right.", .success), explanation), true)
    case .wrong(let explanation): return (said(StyledText("\(signs.failure) Not so.", .error), explanation), false)
    case .notAnAnswer: return nil
    }
  }

  private func said(_ verdict: StyledText, _ explanation: [Prose.Inline]) -> [StyledText] {
    let text = explanation.isEmpty ? verdict : verdict + StyledText(" ") + console.prose.text(ProseBlocks.inlines(explanation))
    return text.wrapped(to: console.width)
  }
}
