/// A reader's variable, as `:vars` lists it.
public struct VariableDescription: Codable, Sendable, Equatable {
  public var name: String
  public var type: String
  /// The value in one line, shortened.
  public var text: String

  public init(name: String, type: String, text: String) {
    self.name = name
    self.type = type
    self.text = text
  }
}
