/// Reads the lines `let name = value` of a cell.
struct ParameterReader {
  private(set) var parameters: [Parameter] = []
  /// Lines that hold something else than a parameter, a comment or nothing.
  private(set) var otherLines: [SourceLocation] = []

  init(cell: Cell) {
    let code = SwiftCode(cell.source)
    var offset = 0
    for (index, line) in cell.source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let range = offset..<offset + line.utf8.count
      offset = range.upperBound + 1
      let place = SourceLocation(file: cell.location.file, line: cell.location.line + index)
      let bare = String(decoding: code.bytesWithoutComments[range], as: UTF8.self)
      guard !bare.allSatisfy(\.isWhitespace) else { continue }
      guard let match = bare.prefixMatch(of: ParameterReader.declaration) else {
        otherLines.append(place)
        continue
      }
      let value = String(match.value)
      let start = cell.byteRange.lowerBound + range.lowerBound + bare[..<match.value.startIndex].utf8.count
      parameters.append(
        Parameter(
          name: String(match.name), kind: ParameterReader.kind(of: value, type: match.type.map(String.init)), value: value,
          byteRange: start..<start + value.utf8.count, location: place))
    }
  }

  // A regex is immutable once made; it merely has no Sendable conformance.
  nonisolated(unsafe) private static let declaration =
    /\s*let\s+(?<name>[A-Za-z_][A-Za-z0-9_]*)\s*(?::\s*(?<type>[A-Za-z0-9_.<>\[\]?]+)\s*)?=\s*(?<value>\S(?:.*\S)?)\s*/

  private static func kind(of value: String, type: String?) -> Parameter.Kind {
    if value == "true" || value == "false" { return .flag }
    if value.wholeMatch(of: /-?[0-9][0-9_]*/) != nil { return type == "Double" || type == "Float" ? .number : .integer }
    if value.wholeMatch(of: /-?[0-9][0-9_]*(\.[0-9][0-9_]*)?([eE][-+]?[0-9]+)?/) != nil { return .number }
    if value.wholeMatch(of: /"[^"\\]*"/) != nil { return .text }
    return .expression
  }
}
