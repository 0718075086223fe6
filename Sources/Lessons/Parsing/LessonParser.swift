/// Takes a lesson apart: the front matter, then the blocks that cmark-gfm sees in the rest.
///
/// The whole file is parsed at once, so a lesson means here what it means on any Markdown site. The front matter is
/// replaced by empty lines, which keeps every line number, and mathematics is masked (see `MathMask`).
struct LessonParser {
  let source: LessonText
  private var blocks: [Lesson.Block] = []
  private var cells = 0
  /// The number of the latest cell that is no solution, and of the latest starter.
  private var number = 0
  private var starterNumber: Int?
  private var quizzes = 0
  private var hintLevel = 0

  init(source: LessonText) {
    self.source = source
  }

  mutating func parse() throws(LessonError) -> (FrontMatter, [Lesson.Block]) {
    let frontMatter = try FrontMatterReader(source: source).read()
    let mask = try MathMask(source: source, from: frontMatter.lines.upperBound + 1)
    for block in try Markdown.blocks(of: mask, file: source.file) { try add(block) }
    return (frontMatter, blocks)
  }

  private mutating func add(_ block: Prose.Block) throws(LessonError) {
    try refuseNestedBlocks(in: block)
    guard case .code(let info, _) = block.content, let fence = Fence(openedBy: source.line(block.line)) else {
      return addProse(block)
    }
    let interior = try lines(inside: fence, openedAt: block.line, info: info)
    guard let language = BlockLanguage(info: info) else { return addProse(block) }
    let place = source.place(block.line)
    guard fence.indentation == 0 else { throw .indentedFence(info: info, at: place) }
    let words = info.split { $0 == " " || $0 == "\t" }
    guard words.count <= 2 else { throw .tooManyWords(info: info, at: place) }
    let word = words.dropFirst().first.map(String.init)
    switch language {
    case .swift: try addCell(word, lines: interior)
    case .hint: try addHint(word, lines: interior)
    case .quiz: try addQuiz(word, lines: interior)
    }
  }

  private mutating func addProse(_ block: Prose.Block) {
    if case .prose(var prose) = blocks.last {
      prose.blocks.append(block)
      blocks[blocks.count - 1] = .prose(prose)
    } else {
      blocks.append(.prose(Prose(blocks: [block], location: source.place(block.line))))
    }
  }

  private mutating func addCell(_ word: String?, lines: Range<Int>) throws(LessonError) {
    let allowed = Cell.Kind.allCases.filter { $0 != .plain }.map(\.rawValue)
    guard let kind = word.map({ Cell.Kind(rawValue: $0) }) ?? .plain, word != Cell.Kind.plain.rawValue else {
      throw .unknownKind(word: word ?? "", language: "swift", allowed: allowed, at: source.place(lines.lowerBound - 1))
    }
    if kind != .solution { number += 1 }
    if kind == .exercise {
      starterNumber = number
      hintLevel = 0
    }
    let range = source.byteRange(of: lines)
    blocks.append(
      .cell(
        Cell(
          kind: kind, source: source.string(range), index: cells, number: kind == .solution ? starterNumber ?? number : number,
          location: source.place(lines.lowerBound), byteRange: range,
          blockByteRange: source.byteRange(of: lines.lowerBound - 1..<lines.upperBound + 1))))
    cells += 1
  }

  private mutating func addHint(_ word: String?, lines: Range<Int>) throws(LessonError) {
    let place = source.place(lines.lowerBound - 1)
    hintLevel += 1
    if let word {
      guard let level = Int(word) else {
        throw .unknownKind(word: word, language: "hint", allowed: Hint.levels.map(String.init), at: place)
      }
      guard level == hintLevel else { throw .hintLevel(found: level, expected: hintLevel, at: place) }
    }
    let mask = try MathMask(source: source, from: lines.lowerBound, to: lines.upperBound)
    let prose = Prose(blocks: try Markdown.blocks(of: mask, file: source.file), location: source.place(lines.lowerBound))
    blocks.append(.hint(Hint(level: hintLevel, prose: prose, location: place)))
  }

  private mutating func addQuiz(_ word: String?, lines: Range<Int>) throws(LessonError) {
    let place = source.place(lines.lowerBound - 1)
    if let word { throw .unknownKind(word: word, language: "quiz", allowed: [], at: place) }
    blocks.append(.quiz(try QuizReader(source: source, lines: lines).read(index: quizzes)))
    quizzes += 1
  }
}

/// The blocks that are more than prose.
private enum BlockLanguage: String {
  case swift, hint, quiz

  init?(info: String) {
    guard let word = info.split(whereSeparator: { $0 == " " || $0 == "\t" }).first else { return nil }
    self.init(rawValue: String(word))
  }
}

extension LessonParser {
  /// The lines between a fence and the one that closes it, counted from 1.
  ///
  /// A line inside that would open another block is taken for what it nearly always is: the sign of a forgotten end.
  private func lines(inside fence: Fence, openedAt line: Int, info: String) throws(LessonError) -> Range<Int> {
    for number in line + 1..<source.lines.count + 1 {
      let text = source.line(number)
      if fence.isClosed(by: text) { return line + 1..<number }
      if let other = Fence(openedBy: text), other.character == fence.character, other.count >= fence.count { break }
    }
    throw .openFence(info: info, at: source.place(line))
  }

  private func refuseNestedBlocks(in block: Prose.Block) throws(LessonError) {
    for child in block.children {
      if case .code(let info, _) = child.content, BlockLanguage(info: info) != nil {
        throw .nestedBlock(info: info, at: source.place(child.line))
      }
      try refuseNestedBlocks(in: child)
    }
  }
}
