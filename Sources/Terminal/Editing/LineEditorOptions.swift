/// What a line editor asks the program that uses it.
public struct LineEditorOptions {
  /// The name that `$if` in an inputrc file compares with.
  public var name: String
  /// Decides whether a text is a whole cell. Commands of one line should be finished at once.
  public var isFinished: (String) -> Bool
  /// The looks of what is typed. The characters must stay the same; `nil` leaves all text plain.
  public var highlight: ((String) -> StyledText)?
  /// What may stand at the cursor, given the whole text and the cursor's place in it. Whoever has to wait for it gives up when the
  /// descriptor `interrupt` becomes readable: a signal has come that ends the wait, as that of Ctrl-C does and that of a resized window does not.
  public var complete: (_ text: String, _ cursor: String.Index, _ interrupt: Int32) -> Completions

  /// Whether a list of candidates has one on each line, as a screen reader wants it.
  public var listsInOneColumn: Bool

  /// The whole text laid out anew, for Meta-Q; `nil` when it cannot be.
  public var format: (String) -> String?

  public init(
    name: String = "ganbook",
    isFinished: @escaping (String) -> Bool = { SwiftCompleteness(of: $0).isFinished },
    highlight: ((String) -> StyledText)? = { SwiftHighlighter().highlight($0) },
    complete: @escaping (_ text: String, _ cursor: String.Index, _ interrupt: Int32) -> Completions = { _, _, _ in .none },
    format: @escaping (String) -> String? = { _ in nil },
    listsInOneColumn: Bool = false
  ) {
    self.name = name
    self.isFinished = isFinished
    self.highlight = highlight
    self.complete = complete
    self.format = format
    self.listsInOneColumn = listsInOneColumn
  }
}
