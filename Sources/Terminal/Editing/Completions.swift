/// What may stand at the cursor.
public struct Completions: Sendable, Equatable {
  /// How many characters before the cursor the candidates replace; they usually begin with these.
  public var replacing: Int
  /// In the order in which they are listed.
  public var candidates: [String]
  /// What a list shows for each candidate, where that is more than the candidate itself.
  public var labels: [String]?
  /// A space follows the candidate when it is the only one.
  public var appendsSpace: Bool

  /// Nothing is known that could stand here.
  public static let none = Completions(replacing: 0, [])

  public init(replacing: Int, _ candidates: [String], labels: [String]? = nil, appendsSpace: Bool = false) {
    self.replacing = replacing
    self.candidates = candidates
    self.labels = labels?.count == candidates.count ? labels : nil
    self.appendsSpace = appendsSpace
  }
}
