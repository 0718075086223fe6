import Lessons
import NotebookProtocol
import Terminal

extension Reading {
  /// Takes a text as the answer to the question that is shown.
  ///
  /// - Returns: False when there is no question, or the text is no answer to it: then it is Swift.
  func answer(_ text: String) -> Bool {
    guard let quiz = stop.quiz, let (lines, isRight) = QuizView(console: console).judge(text, to: quiz) else { return false }
    console.print(lines)
    if isRight {
      progress.quizzesAnswered.insert(quiz.index)
      advance()
    }
    return true
  }

  /// One hint more.
  func hint() {
    guard let exercise = stop.exercise else { return complain("Hints belong to exercises, and this is none.") }
    guard hintsShown < exercise.hints.count else {
      return complain(
        exercise.hints.isEmpty
          ? "This exercise has no hints; :solution shows its solution." : "There are no more hints; :solution shows the solution.")
    }
    console.print(console.prose.lines(ProseBlocks.of(exercise.hints[hintsShown].prose)))
    hintsShown += 1
    let left = exercise.hints.count - hintsShown
    if left > 0 { console.remark("\(left) more hint\(left == 1 ? "" : "s")") }
  }

  /// Shows the solution and has Return run it in the exercise's place.
  func solution() {
    guard let exercise = stop.exercise, let solution = exercise.solution else {
      return complain("Solutions belong to exercises, and this is none.")
    }
    if stop.cell?.kind == .check, let index = itinerary.index(ofCell: exercise.starter.number) { move(to: index) }
    standIn = solution
    console.print([StyledText()] + console.prose.code(solution.source) + [StyledText()])
    showPlace()
  }

  /// - Returns: Whether the exercise is done.
  func judge(_ checks: [CheckOutcome], of cell: Cell) -> Bool {
    guard checks.allSatisfy(\.passes) else {
      let advice = "Not yet. Type another version of the code above and press Return again; :hint helps, :solution shows one."
      console.print(StyledText(advice, .faint).wrapped(to: console.width))
      return false
    }
    if let exercise = stop.exercise {
      progress.exercisesPassed.insert(exercise.starter.number)
      showForComparison(exercise)
    }
    return true
  }

  /// Whoever solved it alone may like to see how we did.
  private func showForComparison(_ exercise: Exercise) {
    guard let solution = exercise.solution, ran.contains(where: { $0.stop == nil }) else { return }
    console.print([StyledText("One way to write it:", .faint)] + console.prose.code(solution.source))
  }
}
