/// What is wrong with a line of source, as plain values.
public struct Diagnostic: Sendable, Equatable {
  /// How bad it is; a note explains another diagnostic.
  public enum Severity: String, Sendable { case error, warning, note }

  public var severity: Severity
  /// One sentence, without a severity before it.
  public var message: String
  /// The file or cell, as the reader knows it; empty for none.
  public var place: String
  /// Counts from 1; `nil` when no line is to blame.
  public var line: Int?
  /// Counts the line's UTF-8 bytes from 1, as compilers do; `nil` when the whole line is meant.
  public var column: Int?
  /// Bytes that are underlined, at least 1.
  public var length: Int
  /// The cause and the next step, as a sentence without an end; empty for none.
  public var advice: String
  /// What belongs to it elsewhere.
  public var notes: [Diagnostic]

  public init(
    _ severity: Severity, _ message: String, place: String = "", line: Int? = nil, column: Int? = nil, length: Int = 1,
    advice: String = "", notes: [Diagnostic] = []
  ) {
    self.severity = severity
    self.message = message
    self.place = place
    self.line = line
    self.column = column
    self.length = length
    self.advice = advice
    self.notes = notes
  }
}
