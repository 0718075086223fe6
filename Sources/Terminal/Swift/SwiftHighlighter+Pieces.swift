extension SwiftHighlighter {
  /// The source cut into pieces, each with what it is; `nil` for what is nothing of its own. Together they are the source.
  public func pieces(_ source: String) -> [(text: String, role: TextRole?)] {
    let bytes = Array(source.utf8)
    var pieces: [(text: String, role: TextRole?)] = []
    var end = 0
    func add(_ range: Range<Int>, _ role: TextRole?) {
      if !range.isEmpty { pieces.append((String(decoding: bytes[range], as: UTF8.self), role)) }
    }
    for token in SwiftScanner(source).tokens {
      add(end..<token.range.lowerBound, nil)
      let role: TextRole =
        switch token.kind {
        case .keyword: .keyword
        case .type: .type
        case .call: .call
        case .number: .number
        case .string: .string
        case .comment: .comment
        }
      add(token.range, role)
      end = token.range.upperBound
    }
    add(end..<bytes.count, nil)
    return pieces
  }
}
