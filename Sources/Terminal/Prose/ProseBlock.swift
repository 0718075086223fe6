/// What stands on lines of its own: the prose between two cells, as plain values.
public indirect enum ProseBlock: Sendable, Equatable {
  case heading(level: Int, [ProseInline])
  case paragraph([ProseInline])
  /// `start` is the first number, `nil` for bullets; a tight list has no blank lines between its items.
  case list(start: Int?, isTight: Bool, items: [[ProseBlock]])
  case quote([ProseBlock])
  /// Code that is shown; `language` is `swift` or something that stays plain.
  case code(String, language: String)
  /// Mathematics on lines of its own, already as Unicode; it may hold several lines.
  case math([String])
  case table(ProseTable)
  case rule
}

/// A table of prose.
public struct ProseTable: Sendable, Equatable {
  /// Where a column's text stands.
  public enum Alignment: Sendable { case left, centre, right }

  /// One for each column; columns without one are aligned left.
  public var alignments: [Alignment]
  /// The cells above the line; a head of empty cells is left out.
  public var head: [[ProseInline]]
  /// Cells, row by row; a short row ends in empty ones.
  public var rows: [[[ProseInline]]]

  public init(alignments: [Alignment] = [], head: [[ProseInline]], rows: [[[ProseInline]]]) {
    self.alignments = alignments
    self.head = head
    self.rows = rows
  }

  /// How many columns the widest row has.
  var columns: Int { max(head.count, rows.map(\.count).max() ?? 0) }
}
