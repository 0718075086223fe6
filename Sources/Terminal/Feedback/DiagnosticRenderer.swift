/// Draws a diagnostic: what is wrong, where, and the line itself with an arrow under the column.
public struct DiagnosticRenderer: Sendable {
  /// No line is wider; at least 20.
  public let width: Int
  private let isUnicode: Bool
  private let isPlain: Bool
  private let ornaments: Ornaments

  /// - Parameter isPlain: For a screen reader: the marked text is quoted instead of underlined.
  public init(width: Int, isUnicode: Bool = true, isPlain: Bool = false) {
    self.width = max(20, width)
    self.isUnicode = isUnicode
    self.isPlain = isPlain
    ornaments = Ornaments(isUnicode: isUnicode)
  }

  /// - Parameter source: Gives the text of a line of the diagnostic's place, `nil` when there is none.
  public func lines(_ diagnostic: Diagnostic, source: (_ place: String, _ line: Int) -> String?) -> [StyledText] {
    let head = headline(diagnostic).wrapped(to: width)
    let own = head + excerpt(diagnostic, source: source)
    return own + diagnostic.notes.flatMap { lines($0, source: source) } + advice(diagnostic)
  }

  private func advice(_ diagnostic: Diagnostic) -> [StyledText] {
    guard !diagnostic.advice.isEmpty else { return [] }
    return (StyledText("advice: ", .accent) + StyledText(diagnostic.advice)).wrapped(to: width)
  }

  /// `03-losses.md:12:9: error: cannot find 'x' in scope`: the form that editors and terminals recognise.
  private func headline(_ diagnostic: Diagnostic) -> StyledText {
    if isPlain { return spokenHeadline(diagnostic) }
    let numbers = [diagnostic.line, diagnostic.line == nil ? nil : diagnostic.column].compactMap { $0.map(String.init) }
    let place = ([diagnostic.place].filter { !$0.isEmpty } + numbers).joined(separator: ":")
    let location = place.isEmpty ? StyledText() : StyledText("\(place): ", .strong)
    return location + StyledText("\(diagnostic.severity.rawValue): ", role(diagnostic.severity)) + StyledText(diagnostic.message)
  }

  /// `Error in 03-losses.md, line 12, column 9: cannot find 'x' in scope`: colons are read aloud one by one.
  private func spokenHeadline(_ diagnostic: Diagnostic) -> StyledText {
    let word = diagnostic.severity.rawValue.prefix(1).uppercased() + diagnostic.severity.rawValue.dropFirst()
    let column = diagnostic.line == nil ? nil : diagnostic.column.map { "column \($0)" }
    let place = [diagnostic.place.isEmpty ? nil : diagnostic.place, diagnostic.line.map { "line \($0)" }, column].compactMap { $0 }
    return StyledText("\(word)\(place.isEmpty ? "" : " in \(place.joined(separator: ", "))"): ") + StyledText(diagnostic.message)
  }

  private func role(_ severity: Diagnostic.Severity) -> TextRole {
    switch severity {
    case .error: .error
    case .warning: .warning
    case .note: .accent
    }
  }

  private func excerpt(_ diagnostic: Diagnostic, source: (String, Int) -> String?) -> [StyledText] {
    guard let line = diagnostic.line, let text = source(diagnostic.place, line) else { return [] }
    if isPlain { return spoken(diagnostic, line, text) }
    let number = String(line)
    let gutter = StyledText("  \(number) \(ornaments.vertical) ", .faint)
    let empty = StyledText("  \(String(repeating: " ", count: number.count)) \(ornaments.vertical) ", .faint)
    let marks = diagnostic.column.map { Marks(text, column: $0, length: diagnostic.length) } ?? Marks(text, column: nil, length: 0)
    let window = marks.window(width: width - gutter.width, ellipsis: ornaments.ellipsis)
    let code = gutter + SwiftHighlighter().highlight(isUnicode ? window.text : ASCIIFallback.of(window.text))
    guard diagnostic.column != nil else { return [code] }
    return [code, empty + StyledText(window.arrow, role(diagnostic.severity))]
  }

  /// The line, and what is marked in it, in words.
  private func spoken(_ diagnostic: Diagnostic, _ line: Int, _ text: String) -> [StyledText] {
    let whole = StyledText("Line \(line): \(text)").wrapped(to: width)
    guard let column = diagnostic.column else { return whole }
    let marked = String(decoding: text.utf8.dropFirst(column - 1).prefix(diagnostic.length), as: UTF8.self)
    return marked.isEmpty || marked == text ? whole : whole + StyledText("Marked: \(marked)").wrapped(to: width)
  }
}

/// A line and what is marked in it, by columns of the screen.
private struct Marks {
  private var characters: [Character]
  private var start = 0
  private var length = 1

  /// Tabs become two spaces, as cells are indented.
  init(_ text: String, column: Int?, length bytes: Int) {
    characters = []
    var offset = 0
    let first = (column ?? 1) - 1
    var marked = 0
    for character in text {
      let drawn: [Character] = character == "\t" ? [" ", " "] : [character]
      if offset < first { start += drawn.count }
      if offset >= first, offset < first + bytes { marked += drawn.count }
      characters += drawn
      offset += character.utf8.count
    }
    length = max(1, marked)
  }

  /// The part of the line that fits, and the arrow under it; a line that is too long is cut on both sides of the mark.
  func window(width: Int, ellipsis: String) -> (text: String, arrow: String) {
    var lower = 0
    while lower < start, columns(lower..<min(characters.count, start + 1)) > width * 2 / 3 { lower += 1 }
    var upper = lower
    while upper < characters.count, columns(lower..<upper + 1) <= width - (lower > 0 ? ellipsis.count : 0) { upper += 1 }
    let before = lower > 0 ? ellipsis : ""
    let isCut = upper < characters.count
    let text = before + String(characters[lower..<upper]).dropLast(isCut ? ellipsis.count : 0) + (isCut ? ellipsis : "")
    let indent = DisplayWidth.of(before) + columns(lower..<min(start, upper))
    let underlined = max(1, columns(min(start, upper)..<min(start + length, upper)))
    return (text, String(repeating: " ", count: indent) + "^" + String(repeating: "~", count: underlined - 1))
  }

  private func columns(_ range: Range<Int>) -> Int {
    characters[range].reduce(0) { $0 + DisplayWidth.of($1) }
  }
}
