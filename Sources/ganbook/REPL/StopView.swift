import Lessons
import Terminal

/// A stop of a lesson as the reader sees it: the prose that leads to it, the code or the question, and a line that says where one is.
struct StopView {
  let console: Console
  let lesson: Lesson
  let itinerary: Itinerary

  /// - Parameter code: What is shown instead of the cell's own code, such as a solution.
  func lines(_ stop: Itinerary.Stop, code: Cell? = nil) -> [StyledText] {
    var lines: [StyledText] = [""]
    for prose in stop.preface { lines += console.prose.lines(ProseBlocks.of(prose)) + [""] }
    switch stop.content {
    case .cell(let cell): lines += self.code(code ?? cell) + [""]
    case .quiz(let quiz): lines += question(quiz) + [""]
    case .end: break
    }
    return lines
  }

  /// A set-up cell is folded to one line; it can be seen with :edit.
  private func code(_ cell: Cell) -> [StyledText] {
    if cell.kind == .setup {
      let count = cell.lines?.count ?? 0
      return [StyledText("    // \(count) line\(count == 1 ? "" : "s") of set-up, folded", .comment)]
    }
    return console.prose.code(cell.source)
  }

  private func question(_ quiz: Quiz) -> [StyledText] {
    let width = console.width - 4
    var lines = (StyledText("Question  ", .strong) + console.prose.text(ProseBlocks.inlines(quiz.question))).wrapped(to: width)
    if case .choices(let choices) = quiz.answer {
      lines.append("")
      for (index, choice) in choices.enumerated() {
        let text = console.prose.text(ProseBlocks.inlines(choice.text)).wrapped(to: width - 5)
        lines += text.enumerated().map { row, line in StyledText(row == 0 ? "  \(Quiz.letter(ofChoice: index))  " : "     ", .accent) + line
        }
      }
    }
    return lines
  }

  /// Lesson, place, and what Return does.
  func place(_ stop: Itinerary.Stop, next: String) -> StyledText {
    let name = lesson.name.number.map { "\($0) " } ?? ""
    let place =
      switch stop.content {
      case .cell(let cell): "cell \(cell.number) of \(itinerary.cellCount)"
      case .quiz(let quiz): "question \(quiz.index + 1) of \(lesson.quizzes.count)"
      case .end: "end"
      }
    let parts = [name + lesson.title, place, next].filter { !$0.isEmpty }
    if console.isPlain { return StyledText("Lesson " + parts.joined(separator: ", ") + ".") }
    let text = parts.joined(separator: " · ")
    let line = console.output.isUnicode ? "── \(text)" : "-- \(text.replacing("·", with: "|"))"
    return StyledText(line, .faint).truncated(to: console.width)
  }
}
