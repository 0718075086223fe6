/// A lesson as a value: its front matter, and its blocks in the order of the file.
///
///     let lesson = try Lesson(path: "Lessons/04-how-a-gan-works.md")
///     for block in lesson.blocks {
///       switch block {
///       case .prose(let prose): ...
///       case .cell(let cell): ...
///       case .hint(let hint): ...
///       case .quiz(let quiz): ...
///       }
///     }
public struct Lesson: Sendable, Equatable {
  /// One piece of a lesson.
  public enum Block: Sendable, Equatable {
    case prose(Prose)
    case cell(Cell)
    case hint(Hint)
    case quiz(Quiz)
  }

  /// The path as it was given.
  public let file: String
  /// The whole file; its bytes are the file's bytes.
  public let text: String
  public let frontMatter: FrontMatter
  public let blocks: [Block]

  /// Reads and parses the file at `path`.
  public init(path: String) throws(LessonError) {
    try self.init(bytes: LessonFile.bytes(at: path), file: path)
  }

  /// Parses a lesson that is already in memory.
  ///
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: The path that errors and cells name.
  public init(text: String, file: String) throws(LessonError) {
    try self.init(bytes: Array(text.utf8), file: file)
  }

  package init(bytes: [UInt8], file: String) throws(LessonError) {
    let source = try LessonText(bytes: bytes, file: file)
    var parser = LessonParser(source: source)
    let (frontMatter, blocks) = try parser.parse()
    self.file = file
    self.text = source.text
    self.frontMatter = frontMatter
    self.blocks = blocks
  }
}

extension Lesson {
  /// The name and number that the file name carries.
  public var name: LessonName { LessonName(path: file) }

  public var title: String { frontMatter.title }

  /// All cells, starters and solutions alike, in the order of the file. `Cell.index` counts them.
  public var cells: [Cell] {
    blocks.compactMap { if case .cell(let cell) = $0 { cell } else { nil } }
  }

  public var quizzes: [Quiz] {
    blocks.compactMap { if case .quiz(let quiz) = $0 { quiz } else { nil } }
  }

  public var hints: [Hint] {
    blocks.compactMap { if case .hint(let hint) = $0 { hint } else { nil } }
  }

  /// All prose outside hints and quizzes.
  public var prose: [Prose] {
    blocks.compactMap { if case .prose(let prose) = $0 { prose } else { nil } }
  }
}
