/// Help with the exercise before it.
public struct Hint: Sendable, Equatable {
  /// 1 asks the right question, 3 all but gives the answer.
  public let level: Int
  public let prose: Prose
  /// The line of the opening fence.
  public let location: SourceLocation

  /// The levels there are.
  public static let levels = 1...3
}
