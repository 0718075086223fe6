/// A question, and what is said to each answer.
public struct Quiz: Sendable, Equatable {
  public let question: [Prose.Inline]
  public let answer: Answer
  /// The place among the quizzes of the lesson, counted from 0.
  public let index: Int
  /// The line of the opening fence.
  public let location: SourceLocation

  public enum Answer: Sendable, Equatable {
    /// Exactly one of the choices is right.
    case choices([Choice])
    case number(Number)
  }

  /// One of several answers to choose from.
  public struct Choice: Sendable, Equatable {
    public let text: [Prose.Inline]
    public let isRight: Bool
    /// Why it is right or wrong; a wrong choice always has one.
    public let explanation: [Prose.Inline]
  }

  /// A number that the reader works out.
  public struct Number: Sendable, Equatable {
    public let value: Double
    /// How far from `value` an answer may lie.
    public let tolerance: Double
    /// What a wrong answer is told.
    public let explanation: [Prose.Inline]
  }
}

extension Quiz {
  /// What an answer is worth.
  public enum Verdict: Sendable, Equatable {
    case right(explanation: [Prose.Inline])
    case wrong(explanation: [Prose.Inline])
    /// The answer is none: not a letter or number of a choice, or no number at all.
    case notAnAnswer(expected: String)
  }

  /// Judges an answer as a reader types it.
  ///
  /// Choices are named by letter (`a`, `B`) or by number from 1; numbers are written as in Swift or with a percent sign.
  public func verdict(on answer: String) -> Verdict {
    let typed = answer.filter { !$0.isWhitespace }.lowercased()
    switch self.answer {
    case .choices(let choices): return Quiz.verdict(on: typed, among: choices)
    case .number(let number): return Quiz.verdict(on: typed, against: number)
    }
  }

  private static func verdict(on typed: String, among choices: [Choice]) -> Verdict {
    let letters = choices.indices.map(letter(ofChoice:))
    guard let index = letters.firstIndex(of: typed) ?? Int(typed).map({ $0 - 1 }), choices.indices.contains(index) else {
      return .notAnAnswer(expected: "one of \(letters.joined(separator: ", "))")
    }
    let choice = choices[index]
    return choice.isRight ? .right(explanation: choice.explanation) : .wrong(explanation: choice.explanation)
  }

  private static func verdict(on typed: String, against number: Number) -> Verdict {
    let isPercent = typed.hasSuffix("%")
    let digits = (isPercent ? String(typed.dropLast()) : typed).filter { $0 != "_" }
    guard let value = Double(digits), value.isFinite else { return .notAnAnswer(expected: "a number") }
    // The last digits of a decimal are not exact in binary: 0.7 lies 0.1 from 0.6 and is meant to be inside.
    let slack = 1e-9 * max(abs(number.value), number.tolerance)
    let distance = abs((isPercent ? value / 100 : value) - number.value)
    return distance <= number.tolerance + slack ? .right(explanation: []) : .wrong(explanation: number.explanation)
  }

  /// The letter that names a choice: `a`, `b`, ... A lesson has at most 26 choices.
  public static func letter(ofChoice index: Int) -> String {
    String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index)))
  }
}
