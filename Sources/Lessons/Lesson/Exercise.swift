/// A starter, and all that belongs to it: what judges it, what helps with it, what solves it.
///
/// A lesson that is still being written may lack some of it; `LessonLint` says so.
public struct Exercise: Sendable, Equatable {
  public let starter: Cell
  /// The cells that judge the values of the exercise, in order; a finished lesson has exactly one.
  public let checks: [Cell]
  public let hints: [Hint]
  /// A finished lesson has exactly one.
  public let solutions: [Cell]

  public var check: Cell? { checks.first }
  public var solution: Cell? { solutions.first }
}

extension Lesson {
  /// The exercises in order: each reaches from its starter to the next one.
  public var exercises: [Exercise] {
    var exercises: [Exercise] = []
    for block in blocks {
      if case .cell(let cell) = block, cell.kind == .exercise {
        exercises.append(Exercise(starter: cell, checks: [], hints: [], solutions: []))
      } else if let last = exercises.popLast() {
        exercises.append(last.adding(block))
      }
    }
    return exercises
  }

  /// The exercise to which a starter, check or solution belongs.
  public func exercise(of cell: Cell) -> Exercise? {
    exercises.first { ([$0.starter] + $0.checks + $0.solutions).contains { $0.index == cell.index } }
  }
}

extension Exercise {
  fileprivate func adding(_ block: Lesson.Block) -> Exercise {
    var (checks, hints, solutions) = (checks, hints, solutions)
    switch block {
    case .cell(let cell) where cell.kind == .check: checks.append(cell)
    case .cell(let cell) where cell.kind == .solution: solutions.append(cell)
    case .hint(let hint): hints.append(hint)
    case .cell, .prose, .quiz: return self
    }
    return Exercise(starter: starter, checks: checks, hints: hints, solutions: solutions)
  }
}
