/// Finds code that draws from the system's generator, which no seed repeats.
struct RandomnessScan {
  struct Finding {
    let name: String
    let location: SourceLocation
  }

  private(set) var findings: [Finding] = []

  init(_ cell: Cell) {
    let code = SwiftCode(cell.source).bare
    for match in code.matches(of: RandomnessScan.names) {
      if let open = match.open, RandomnessScan.arguments(of: code, from: open.endIndex).contains("using:") { continue }
      let line = code[..<match.range.lowerBound].count { $0 == "\n" }
      findings.append(
        Finding(name: String(match.name), location: SourceLocation(file: cell.location.file, line: cell.location.line + line)))
    }
  }

  // A regex is immutable once made; it merely has no Sendable conformance.
  nonisolated(unsafe) private static let names =
    /(?<name>\b(?:SystemRandomNumberGenerator|arc4random\w*|drand48|srand|rand|UUID)\b|\.(?:random|shuffled|shuffle|randomElement)\b)(?<open>\s*\()?/

  /// The text up to the parenthesis that closes the call.
  private static func arguments(of code: String, from start: String.Index) -> Substring {
    var depth = 1
    var index = start
    while index < code.endIndex {
      if code[index] == "(" { depth += 1 }
      if code[index] == ")" { depth -= 1 }
      if depth == 0 { break }
      index = code.index(after: index)
    }
    return code[start..<index]
  }
}
