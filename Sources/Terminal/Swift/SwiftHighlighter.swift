/// Colours Swift source for the terminal.
public struct SwiftHighlighter: Sendable {
  public init() {}

  /// The source with looks; its characters are unchanged.
  public func highlight(_ source: String) -> StyledText {
    let bytes = Array(source.utf8)
    var text = StyledText()
    var end = 0
    func add(_ range: Range<Int>, _ role: TextRole) {
      text.append(String(decoding: bytes[range], as: UTF8.self), role)
    }
    for token in SwiftScanner(source).tokens {
      add(end..<token.range.lowerBound, .plain)
      add(token.range, Self.role(of: token.kind))
      end = token.range.upperBound
    }
    add(end..<bytes.count, .plain)
    return text
  }

  private static func role(of kind: SwiftToken.Kind) -> TextRole {
    switch kind {
    case .keyword: .keyword
    case .type: .type
    case .call: .call
    case .number: .number
    case .string: .string
    case .comment: .comment
    }
  }
}
