/// A line `let name = value` of a `parameters` cell, which a run may override.
public struct Parameter: Sendable, Equatable {
  /// What its value is, which decides what may take its place.
  public enum Kind: Sendable, Equatable {
    case integer, number, flag, text
    /// Anything else; it cannot be overridden.
    case expression
  }

  public let name: String
  public let kind: Kind
  /// The initialiser as it is written.
  public let value: String
  /// Where the initialiser lies in the bytes of the file.
  public let byteRange: Range<Int>
  public let location: SourceLocation
}

extension Parameter {
  /// Swift source for a value that was given in words: `0.5`, `true`, `wasserstein`.
  ///
  /// A whole number for a parameter that is a number gets its decimal point: a bare one would change the parameter's type.
  public func literal(for value: String) throws(LessonError) -> String {
    switch kind {
    case .integer:
      let digits = value.filter { $0 != "_" }
      if let number = Int(digits) { return String(number) }
    case .number:
      if let number = Double(value.filter { $0 != "_" }), number.isFinite { return "\(number)" }
    case .flag:
      if value == "true" || value == "false" { return value }
    case .text:
      return Parameter.quoted(value)
    case .expression: break
    }
    throw .parameterValue(name: name, value: value, expected: kind.description)
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case _ where scalar.value < 0x20: "\\u{\(String(scalar.value, radix: 16))}"
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}

extension Parameter.Kind: CustomStringConvertible {
  /// With its article, as an error says it.
  public var description: String {
    switch self {
    case .integer: "a whole number"
    case .number: "a number"
    case .flag: "true or false"
    case .text: "a text"
    case .expression: "an expression, which cannot be overridden"
    }
  }
}
