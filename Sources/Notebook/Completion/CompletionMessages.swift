/// A name, a member or a label that may stand at the cursor.
public struct Candidate: Codable, Sendable, Equatable, Hashable {
  /// What is inserted: up to the first argument that the reader has to give.
  public var text: String
  /// The whole of it, with labels and types, as a list shows it.
  public var signature: String
  /// A member of what an optional may hold: `?.` takes the place of the point before it.
  public var isOfWrapped: Bool

  public init(text: String, signature: String, isOfWrapped: Bool = false) {
    self.text = text
    self.signature = signature
    self.isOfWrapped = isOfWrapped
  }
}

/// Where a cell is to be completed.
public struct CompletionPlace: Codable, Sendable, Equatable {
  /// The imports that stand before the cell.
  var head: String
  /// The cell as far as it is typed.
  var text: String
  /// The byte of both at which the identifier begins that stands before the cursor.
  var offset: Int
  /// What is typed of the identifier.
  public var prefix: String

  /// The cell as the compiler would see it.
  var source: String { head + text }
}

/// What the notebook asks its helper. Messages are lines of JSON.
struct CompletionRequest: Codable, Sendable {
  var number: Int
  var place: CompletionPlace
  var arguments: [String]
}

/// What the helper answers.
struct CompletionAnswer: Codable, Sendable {
  var number: Int
  var candidates: [Candidate]
}
