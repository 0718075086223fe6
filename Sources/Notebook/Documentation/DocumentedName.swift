/// A declaration with its docstring.
public struct DocumentedName: Codable, Sendable, Equatable {
  /// The names of the types around it, then its own: `["Mixture", "ring(modes:radius:deviation:)"]`.
  public var path: [String]
  /// As it would be written, without its body.
  public var declaration: String
  /// The docstring's lines, without the marks of a comment.
  public var comment: [String]
  /// The module that declares it; empty for a cell.
  public var module: String

  /// The path without arguments: `["Mixture", "ring"]`.
  public var words: [String] { path.map { String($0.prefix { $0 != "(" }) } }
}
