/// What the compiler has to say about a place in a cell.
public struct Diagnostic: Sendable, Equatable, Codable {
  public enum Severity: String, Sendable, Codable { case error, warning, remark, note }

  public var severity: Severity
  public var file: String
  public var line: Int
  /// Counted from 1, in bytes; 0 when the compiler names none.
  public var column: Int
  /// How many bytes of the line are meant, at least 1.
  public var length: Int
  public var message: String
  /// What the compiler would put at `column` instead, if it knows.
  public var replacement: String?
  /// The cause and one next step, where the mistake is a likely one.
  public var advice: String?
  public var notes: [Diagnostic]

  public init(
    severity: Severity, file: String, line: Int, column: Int, length: Int = 1, message: String, replacement: String? = nil,
    notes: [Diagnostic] = []
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.length = length
    self.message = message
    self.replacement = replacement
    self.notes = notes
  }
}

extension Diagnostic {
  /// To the compiler each cell is a module, and what a cell imports with `@testable` is public. It would not say these of a single file.
  var comesFromSplittingCells: Bool {
    message.contains("must be declared public because it matches a requirement in public protocol")
      || message.contains("this will not behave correctly if the owners of 'Cell_")
  }
}
