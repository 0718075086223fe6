/// A Markdown text whose mathematics is replaced by marks that CommonMark passes through untouched.
///
/// CommonMark reads `_` in a formula as emphasis, eats its backslashes and splits tables at its bars. So each formula is
/// cut out first, and `MathMask.pieces(of:)` and `restore(_:)` put it back after the parse. The marks are private-use characters,
/// which `LessonText` refuses in a lesson. Line numbers stay: a formula of three lines leaves a mark and two fillers.
///
/// What is a formula follows Pandoc: `$` opens before anything but white space, closes after anything but white space and
/// not before a digit, and both lie in one paragraph. `$$` opens and closes display mathematics. `\$` is the sign itself.
struct MathMask {
  struct Formula {
    let latex: String
    let isDisplay: Bool
    /// As it stood in the file, the dollar signs included.
    let source: String
  }

  private(set) var text = ""
  private(set) var formulas: [Formula] = []
  /// Where the text begins in the file.
  let start: SourceLocation

  static let opening: UnicodeScalar = "\u{E000}"
  static let closing: UnicodeScalar = "\u{E001}"
  static let filler: UnicodeScalar = "\u{E002}"

  /// Masks the lines from `first` up to and without `end` (to the end of the file when there is none).
  init(source: LessonText, from first: Int, to end: Int? = nil) throws(LessonError) {
    start = source.place(first)
    try mask((first..<(end ?? source.lines.count + 1)).map(source.line))
  }

  init(text: String, at start: SourceLocation) throws(LessonError) {
    self.start = start
    try mask(text.split(separator: "\n", omittingEmptySubsequences: false))
  }

  /// Goes from paragraph to paragraph; fenced code is copied.
  private mutating func mask(_ lines: [Substring]) throws(LessonError) {
    var paragraph: [Substring] = []
    var fence: Fence?
    var paragraphLine = 0
    for (index, line) in lines.enumerated() {
      let content = line.drop { " \t>".contains($0) }
      if let open = fence {
        if open.isClosed(by: content) { fence = nil }
      } else if let opened = Fence(openedBy: content) {
        fence = opened
      } else if !content.isEmpty {
        if paragraph.isEmpty { paragraphLine = index }
        paragraph.append(line)
        continue
      }
      try flush(&paragraph, line: paragraphLine)
      text += line + "\n"
    }
    try flush(&paragraph, line: paragraphLine)
  }

  private mutating func flush(_ paragraph: inout [Substring], line: Int) throws(LessonError) {
    guard !paragraph.isEmpty else { return }
    let place = SourceLocation(file: start.file, line: start.line + line)
    var scanner = FormulaScanner(paragraph: paragraph.joined(separator: "\n"), at: place, firstIndex: formulas.count)
    try scanner.scan()
    text += scanner.masked + "\n"
    formulas += scanner.formulas
    paragraph = []
  }
}

extension MathMask {
  enum Piece {
    case text(String)
    case formula(Formula)
    /// A line that a formula swallowed.
    case filler
  }

  /// Splits parsed text into words and formulas.
  func pieces(of masked: String) -> [Piece] {
    var pieces: [Piece] = []
    var words = ""
    var digits: String?
    for scalar in masked.unicodeScalars {
      switch scalar {
      case MathMask.opening: digits = ""
      case MathMask.closing:
        if !words.isEmpty { pieces.append(.text(words)) }
        words = ""
        if let index = digits.flatMap({ Int($0) }), formulas.indices.contains(index) { pieces.append(.formula(formulas[index])) }
        digits = nil
      case MathMask.filler:
        if !words.isEmpty { pieces.append(.text(words)) }
        words = ""
        pieces.append(.filler)
      default:
        if digits != nil { digits?.unicodeScalars.append(scalar) } else { words.unicodeScalars.append(scalar) }
      }
    }
    if !words.isEmpty { pieces.append(.text(words)) }
    return pieces
  }

  /// Puts formulas back as they stood in the file, where a text is no prose: in code, addresses and HTML.
  func restore(_ masked: String) -> String {
    pieces(of: masked).map { piece in
      switch piece {
      case .text(let text): text
      case .formula(let formula): formula.source
      case .filler: ""
      }
    }.joined()
  }
}
