/// A line of a lesson's file.
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
  /// The path as it was given when the lesson was read.
  public var file: String
  /// Counted from 1.
  public var line: Int

  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// `file:line`, which editors and terminals turn into a link.
  public var description: String { "\(file):\(line)" }
}
