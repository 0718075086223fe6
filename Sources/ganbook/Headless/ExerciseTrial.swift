import Lessons
import Notebook
import NotebookProtocol

/// Proves an exercise: its starter must fail the check, its solution must pass.
struct ExerciseTrial {
  let lesson: Lesson
  let exercise: Exercise

  init(_ lesson: Lesson, _ exercise: Exercise) {
    self.lesson = lesson
    self.exercise = exercise
  }

  /// What is wrong with the exercise, each with its place.
  func complaints() throws -> [String] {
    guard exercise.check != nil, exercise.solution != nil else { return [] }
    var complaints: [String] = []
    if try failure(filling: .starter) == nil {
      complaints.append("\(exercise.starter.location): error: the starter passes its check. Leave something to do.")
    }
    if let failure = try failure(filling: .solution) {
      complaints.append("\(exercise.starter.location): error: the solution fails. \(failure)")
    }
    return complaints
  }

  /// Runs the cells up to the check under the lesson's quick parameters; says what failed, if anything did.
  private func failure(filling: ExerciseFilling) throws -> String? {
    let session = try NotebookSession(.init(seed: lesson.frontMatter.seed))
    let cells = lesson.trial(of: exercise, filling: filling).filter { !$0.isEmpty }
    let sources = try cells.map { cell in
      CellSource(try lesson.source(of: cell, overriding: lesson.quickValues), file: lesson.file, line: cell.location.line)
    }
    session.compileAhead(sources)
    for (cell, source) in zip(cells, sources) {
      var failed: CheckOutcome?
      do throws(NotebookError) {
        _ = try session.run(source) { event in
          if case .message(.check(let outcome)) = event, !outcome.passes, failed == nil { failed = outcome }
        }
      } catch {
        if cell.kind != .raises { return Faults.prose(error) }
      }
      if let failed, cell.kind == .check { return "\(source.file):\(source.line): \(failed.statement): \(failed.difference)" }
    }
    return nil
  }
}
