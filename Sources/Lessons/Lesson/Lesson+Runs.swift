/// What stands in the place of an exercise when the cells of a lesson run.
public enum ExerciseFilling: Sendable {
  case starter
  /// The starter runs where there is no solution.
  case solution
}

extension Lesson {
  /// The cells that run, in order: all but the solutions, which appear in their exercises' places or not at all.
  public func cells(filling: ExerciseFilling) -> [Cell] {
    guard filling == .solution else { return cells.filter { $0.kind != .solution } }
    let solved = solutionsByStarter
    return cells.filter { $0.kind != .solution }.map { solved[$0.index] ?? $0 }
  }

  /// The cells that prove an exercise: up to its last check, with earlier exercises solved and this one filled as asked.
  ///
  /// With `.starter` the last cell must fail, with `.solution` all must pass. An exercise without a check gives no cells.
  public func trial(of exercise: Exercise, filling: ExerciseFilling) -> [Cell] {
    guard let end = exercise.checks.last?.index else { return [] }
    var solved = solutionsByStarter
    if filling == .starter { solved[exercise.starter.index] = nil }
    return cells.filter { $0.kind != .solution && $0.index <= end }.map { solved[$0.index] ?? $0 }
  }

  private var solutionsByStarter: [Int: Cell] {
    var solutions: [Int: Cell] = [:]
    for exercise in exercises { solutions[exercise.starter.index] = exercise.solution }
    return solutions
  }
}
