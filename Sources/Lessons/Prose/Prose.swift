/// A run of text between cells, as plain values that a renderer or an export walks through.
public struct Prose: Sendable, Equatable {
  public var blocks: [Block]
  /// The line on which the run begins.
  public var location: SourceLocation

  public init(blocks: [Block], location: SourceLocation) {
    self.blocks = blocks
    self.location = location
  }

  /// A paragraph, a heading, a list: what stands on lines of its own.
  public struct Block: Sendable, Equatable {
    public var content: Content
    /// The first line in the file.
    public var line: Int

    public init(_ content: Content, line: Int) {
      self.content = content
      self.line = line
    }
  }

  public indirect enum Content: Sendable, Equatable {
    case heading(level: Int, [Inline])
    case paragraph([Inline])
    case quote([Block])
    case list(List)
    /// Code that is shown and does not run. `info` is the whole info string; its first word names the language.
    case code(info: String, text: String)
    /// LaTeX on a line of its own.
    case math(String)
    case table(Table)
    case rule
    case html(String)
  }

  /// What flows inside a line.
  public indirect enum Inline: Sendable, Equatable {
    case text(String)
    case emphasis([Inline])
    case strong([Inline])
    case strikethrough([Inline])
    case code(String)
    /// LaTeX; `display` when it was written between `$$` where no block can stand.
    case math(String, display: Bool)
    case link([Inline], url: String, title: String)
    case image(alternativeText: [Inline], url: String, title: String)
    /// The line ended in the file; a renderer may fill.
    case softBreak
    case lineBreak
    case html(String)
  }

  public struct List: Sendable, Equatable {
    /// The number of the first item; `nil` when items have bullets.
    public var start: Int?
    /// No blank lines between the items.
    public var isTight: Bool
    public var items: [Item]

    public init(start: Int?, isTight: Bool, items: [Item]) {
      self.start = start
      self.isTight = isTight
      self.items = items
    }
  }

  public struct Item: Sendable, Equatable {
    public var blocks: [Block]

    public init(blocks: [Block]) {
      self.blocks = blocks
    }
  }

  public struct Table: Sendable, Equatable {
    public enum Alignment: Sendable { case natural, left, centre, right }

    /// One for each column.
    public var alignments: [Alignment]
    public var head: [[Inline]]
    public var rows: [[[Inline]]]

    public init(alignments: [Alignment], head: [[Inline]], rows: [[[Inline]]]) {
      self.alignments = alignments
      self.head = head
      self.rows = rows
    }
  }
}
