/// How far a reader is in a lesson.
public struct LessonProgress: Sendable, Equatable {
  /// The lesson's name.
  public var lesson: String
  /// The lesson's text when this was written: cells may have moved since.
  public var lessonHash: String
  /// The index of the next cell.
  public var cell: Int
  /// Numbers of the exercises whose checks have passed.
  public var exercisesPassed: Set<Int>
  /// Numbers of the quizzes that were answered rightly.
  public var quizzesAnswered: Set<Int>
  /// When it was saved, in seconds since 1970; saving sets it.
  public var updated: Double

  public init(
    lesson: String, lessonHash: String, cell: Int, exercisesPassed: Set<Int> = [], quizzesAnswered: Set<Int> = [], updated: Double = 0
  ) {
    self.lesson = lesson
    self.lessonHash = lessonHash
    self.cell = cell
    self.exercisesPassed = exercisesPassed
    self.quizzesAnswered = quizzesAnswered
    self.updated = updated
  }
}
