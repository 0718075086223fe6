import Lessons
import StateStore
import Terminal

extension Reading {
  /// Begins an exercise again, or forgets what the reader did in the whole lesson.
  func reset(_ argument: String) {
    switch argument {
    case "": resetExercise()
    case "lesson":
      progress = LessonProgress(lesson: lesson.name.name, lessonHash: lesson.hash, cell: 0)
      try? store.saveProgress(progress)
      open(lesson)
    default: complain(":reset begins the exercise that is shown again; :reset lesson forgets all that you did in this lesson.")
    }
  }

  /// Takes back what ran since the exercise was shown, the reader's own versions among it.
  private func resetExercise() {
    guard let exercise = stop.exercise, let index = itinerary.index(ofCell: exercise.starter.number) else {
      return complain("This is no exercise. :goto N shows one by its cell; :reset lesson forgets all that you did in this lesson.")
    }
    let count = ran.reversed().prefix { $0.at >= index }.count
    if count > 0 { undo("\(count)") }
    progress.exercisesPassed.remove(exercise.starter.number)
    settled = settled.filter { $0 < index }
    move(to: index)
    saveProgress()
    showStop()
  }

  /// What the reader has behind them, lesson by lesson.
  func showProgress() {
    do {
      let books = Shelf(try Places.library(), progress: store).books.filter { $0.fault == nil }
      let head = ["lesson", "cells", "exercises", "questions"].map { [ProseInline.text($0)] }
      let rows = books.map { book in
        [
          book.number.map { "\($0 < 10 ? "0" : "")\($0) \(book.title)" } ?? book.title, share(book.done, of: book.cells),
          share(book.exercisesPassed, of: book.exercises), share(book.questionsAnswered, of: book.questions),
        ].map { [ProseInline.text($0)] }
      }
      showList(console.prose.lines([.table(ProseTable(alignments: [.left, .right, .right, .right], head: head, rows: rows))]))
    } catch {
      complain(Faults.prose(error))
    }
  }

  private func share(_ done: Int, of all: Int) -> String { all == 0 ? "-" : "\(done) of \(all)" }

  /// How long the last cells took.
  func showTimes() {
    guard !ran.isEmpty else { return complain("No cell has run yet.") }
    let head = ["", "compiled in", "ran for"].map { [ProseInline.text($0)] }
    let rows = ran.suffix(10).map { cell in
      let name = cell.stop.flatMap { itinerary.stops[$0].cell?.number }.map { "cell \($0)" } ?? "typed"
      return [name, Number.time(cell.compiling), Number.time(cell.running)].map { [ProseInline.text($0)] }
    }
    console.print(console.prose.lines([.table(ProseTable(alignments: [.left, .right, .right], head: head, rows: rows))]))
  }
}
