/// A cell as the reader wrote it, and where it stands.
public struct CellSource: Sendable, Equatable, Codable {
  public var text: String
  /// What messages call the place: a lesson's file, or a name such as `input 3` for what was typed at the prompt.
  public var file: String
  /// The line of `file` on which the text begins, from 1.
  public var line: Int
  /// Values that replace initialisers: `["steps": "200"]` makes `let steps = 5_000` a `let steps = 200`.
  public var parameters: [String: String]

  public init(_ text: String, file: String, line: Int = 1, parameters: [String: String] = [:]) {
    self.text = text
    self.file = file
    self.line = line
    self.parameters = parameters
  }

  /// The first line that throws or marks a call as throwing, or the first line of all.
  var firstTry: SourceLocation {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let offset = lines.firstIndex { $0.contains(#/\b(try|throw)\b/#) } ?? 0
    return SourceLocation(file: file, line: line + offset)
  }
}

/// A line of a lesson or of a typed cell.
public struct SourceLocation: Sendable, Equatable, Hashable, Codable {
  public var file: String
  public var line: Int

  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}
