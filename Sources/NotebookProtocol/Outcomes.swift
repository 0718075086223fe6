/// What was claimed, and what was measured.
///
/// Whether a claim that does not hold fails the run is the notebook's decision: a quick run does not judge.
public struct ClaimOutcome: Codable, Sendable, Equatable {
  public var statement: String
  /// What was measured, with its numbers, in words: "8 of 8 seeds", "0.693 +- 0.004".
  public var measured: String
  /// What the claim asks for, in words: "at least 0.7".
  public var bound: String
  public var holds: Bool

  public init(_ statement: String, measured: String, bound: String, holds: Bool) {
    self.statement = statement
    self.measured = measured
    self.bound = bound
    self.holds = holds
  }
}

/// Whether the values that an exercise left are the right ones, and by how much they are not.
public struct CheckOutcome: Codable, Sendable, Equatable {
  public var statement: String
  public var passes: Bool
  /// What differs and by how much; empty when it passes.
  public var difference: String

  public init(_ statement: String, passes: Bool, difference: String = "") {
    self.statement = statement
    self.passes = passes
    self.difference = difference
  }
}

/// Rows of text under a head.
public struct Table: Codable, Sendable, Equatable {
  public var head: [String]
  public var rows: [[String]]

  public init(head: [String], rows: [[String]]) {
    self.head = head
    self.rows = rows
  }
}
