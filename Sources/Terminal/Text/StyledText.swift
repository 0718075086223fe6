/// Text in pieces, each with its own looks.
public struct StyledText: Sendable, Equatable, ExpressibleByStringLiteral {
  /// A piece with one look.
  public struct Run: Sendable, Equatable {
    public var text: String
    public var attributes: TextAttributes

    public init(_ text: String, _ attributes: TextAttributes = .plain) {
      self.text = text
      self.attributes = attributes
    }
  }

  /// The pieces; two neighbours never have the same looks.
  public private(set) var runs: [Run] = []

  public init() {}

  public init(runs: [Run]) {
    for run in runs { append(run.text, run.attributes) }
  }

  public init(_ text: String, _ role: TextRole = .plain) {
    append(text, role.attributes)
  }

  public init(stringLiteral text: String) {
    self.init(text)
  }

  /// The characters without their looks.
  public var plain: String { runs.reduce(into: "") { $0 += $1.text } }

  /// Columns of the terminal that the text takes.
  public var width: Int { runs.reduce(0) { $0 + DisplayWidth.of($1.text) } }

  /// True when there is no character.
  public var isEmpty: Bool { runs.isEmpty }

  /// Adds a piece; one with the looks of the last is joined to it.
  public mutating func append(_ text: String, _ attributes: TextAttributes) {
    guard !text.isEmpty else { return }
    if let last = runs.indices.last, runs[last].attributes == attributes {
      runs[last].text += text
    } else {
      runs.append(Run(text, attributes))
    }
  }

  /// Adds a piece in the looks of a role.
  public mutating func append(_ text: String, _ role: TextRole = .plain) {
    append(text, role.attributes)
  }

  /// Adds all pieces of another text.
  public mutating func append(_ other: StyledText) {
    for run in other.runs { append(run.text, run.attributes) }
  }

  /// Two texts, one after the other.
  public static func + (left: StyledText, right: StyledText) -> StyledText {
    var sum = left
    sum.append(right)
    return sum
  }

  /// The same text inside other looks, as a code word in a heading.
  public func inside(_ outer: TextAttributes) -> StyledText {
    var result = StyledText()
    for run in runs { result.append(run.text, run.attributes.inside(outer)) }
    return result
  }

  /// The same text with spaces after it, up to a width.
  public func padded(to width: Int) -> StyledText {
    self + StyledText(String(repeating: " ", count: max(0, width - self.width)))
  }

  /// The lines of a text that holds newlines.
  public var lines: [StyledText] {
    var lines = [StyledText()]
    for run in runs {
      for (index, part) in run.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if index > 0 { lines.append(StyledText()) }
        lines[lines.count - 1].append(String(part), run.attributes)
      }
    }
    return lines
  }
}
