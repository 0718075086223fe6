/// Reads what the compiler prints with `-diagnostic-style llvm`: a line `file:line:column: severity: message`, the source line, a line
/// of `~~~^~~~` marks, and sometimes a line with the replacement.
package struct DiagnosticReader {
  private var diagnostics: [Diagnostic] = []
  /// Lines since the last head: 1 is the source, 2 the marks, 3 the replacement.
  private var linesSinceHead = 0

  /// - Parameter text: The compiler's standard error.
  package static func read(_ text: String) -> [Diagnostic] {
    var reader = DiagnosticReader()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) { reader.take(line) }
    return reader.grouped()
  }

  private mutating func take(_ line: Substring) {
    if let head = Self.head(line) {
      diagnostics.append(head)
      linesSinceHead = 0
      return
    }
    linesSinceHead += 1
    guard !diagnostics.isEmpty else { return }
    let last = diagnostics.count - 1
    if linesSinceHead == 2, line.allSatisfy({ " ~^\t".contains($0) }), let first = line.firstIndex(where: { $0 == "~" || $0 == "^" }) {
      let marks = line[first...].prefix { $0 == "~" || $0 == "^" }
      let begin = line.distance(from: line.startIndex, to: first) + 1
      diagnostics[last].length = max(1, begin + marks.count - diagnostics[last].column)
    } else if linesSinceHead == 3 {
      let replacement = line.drop { $0 == " " }
      if !replacement.isEmpty { diagnostics[last].replacement = String(replacement) }
    }
  }

  private static func head(_ line: Substring) -> Diagnostic? {
    for severity in [Diagnostic.Severity.error, .warning, .note, .remark] {
      guard let mark = line.range(of: ": \(severity.rawValue): ") else { continue }
      let place = line[..<mark.lowerBound].split(separator: ":", omittingEmptySubsequences: false)
      guard place.count >= 2, let column = Int(place[place.count - 1]) else { continue }
      let lineNumber = place.count >= 3 ? Int(place[place.count - 2]) : nil
      let file = place.dropLast(lineNumber == nil ? 1 : 2).joined(separator: ":")
      return Diagnostic(
        severity: severity, file: file, line: lineNumber ?? column, column: lineNumber == nil ? 0 : column,
        message: plain(line[mark.upperBound...]))
    }
    return nil
  }

  /// The modules that cells become are no concern of the reader.
  private static func plain(_ message: Substring) -> String {
    String(message).replacing(#/Cell_[0-9a-f]{16}\./#, with: "").replacing(#/ in module 'Cell_[0-9a-f]{16}'/#, with: "")
  }

  /// Notes belong to the error or warning before them.
  private func grouped() -> [Diagnostic] {
    var groups: [Diagnostic] = []
    for diagnostic in diagnostics {
      if diagnostic.severity == .note, !groups.isEmpty {
        groups[groups.count - 1].notes.append(diagnostic)
      } else {
        groups.append(diagnostic)
      }
    }
    return groups
  }
}

extension CellEdits {
  /// The diagnostics as they would be without the edits, with advice where there is some.
  func undone(_ diagnostics: [Diagnostic], of cell: CellSource) -> [Diagnostic] {
    let lines = cell.text.split(separator: "\n", omittingEmptySubsequences: false)
    return diagnostics.compactMap { diagnostic in
      guard var diagnostic = undone(diagnostic, of: cell) else { return nil }
      diagnostic.notes = diagnostic.notes.compactMap { undone($0, of: cell) }
      let index = diagnostic.line - cell.line
      let line = diagnostic.file == cell.file && lines.indices.contains(index) ? lines[index] : ""
      // What else an operator could have been is no help once the cause is told.
      diagnostic.advice = Advice.onCompiling(Mistake(message: diagnostic.message, line: line, column: diagnostic.column))
      if diagnostic.advice != nil { diagnostic.notes.removeAll { $0.message.hasPrefix("overloads for") } }
      return diagnostic
    }
  }

  /// - Returns: `nil` for what would not be said of a single file, or helps nobody.
  private func undone(_ diagnostic: Diagnostic, of cell: CellSource) -> Diagnostic? {
    if diagnostic.severity == .warning, diagnostic.comesFromSplittingCells || diagnostic.file != cell.file { return nil }
    if diagnostic.severity == .note, diagnostic.pointsIntoModule || diagnostic.repeatsAdvice { return nil }
    var diagnostic = diagnostic
    if let shift, diagnostic.file == cell.file, diagnostic.line == shift.line, diagnostic.column >= shift.column {
      diagnostic.column = max(shift.column, diagnostic.column - shift.by)
    }
    return diagnostic
  }
}

extension Diagnostic {
  /// Declarations of other cells and of libraries are shown in a text that the compiler makes up, such as `Swift.BinaryInteger:1:11`.
  fileprivate var pointsIntoModule: Bool {
    file.hasPrefix("Cell_") || file.wholeMatch(of: #/[A-Za-z_]+(\.[A-Za-z_]+)+/#) != nil && !file.hasSuffix(".md")
  }

  /// The three ways to call what can throw; the error itself says the one that a cell wants.
  fileprivate var repeatsAdvice: Bool {
    ["did you mean to use 'try'?", "did you mean to handle error as optional value?", "did you mean to disable error propagation?"]
      .contains(message)
  }
}
