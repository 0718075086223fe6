/// Turns styled text into what a terminal is sent: with control sequences, or without any.
public struct Style: Sendable, Equatable {
  /// False prints every text plain.
  public let isColored: Bool

  public init(isColored: Bool) {
    self.isColored = isColored
  }

  /// Text in the looks of a role.
  ///
  ///     style("error:", .error)
  public func callAsFunction(_ text: String, _ role: TextRole) -> String {
    paint(text, role.attributes)
  }

  /// All pieces of a styled text, one after the other.
  public func callAsFunction(_ text: StyledText) -> String {
    text.runs.reduce(into: "") { $0 += paint($1.text, $1.attributes) }
  }

  /// Lines, each ended by a newline.
  public func callAsFunction(_ lines: [StyledText]) -> String {
    lines.reduce(into: "") { $0 += self($1) + "\n" }
  }

  /// Every painted piece resets what it set, so that pieces can be cut and joined.
  private func paint(_ text: String, _ attributes: TextAttributes) -> String {
    let parameters = attributes.parameters
    guard isColored, !parameters.isEmpty, !text.isEmpty else { return text }
    return "\u{1B}[\(parameters)m\(text)\u{1B}[0m"
  }
}
