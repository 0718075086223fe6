/// What may stand at the cursor.
public struct Completions: Sendable, Equatable {
  /// How many characters before the cursor the candidates replace; they usually begin with these.
  public var replacing: Int
  /// In the order in which they are listed.
  public var candidates: [String]
  /// A space follows the candidate when it is the only one.
  public var appendsSpace: Bool

  /// Nothing is known that could stand here.
  public static let none = Completions(replacing: 0, [])

  public init(replacing: Int, _ candidates: [String], appendsSpace: Bool = false) {
    self.replacing = replacing
    self.candidates = candidates
    self.appendsSpace = appendsSpace
  }
}
