/// What readline's functions need to know while a cell is read.
struct ReadlineSession {
  unowned let editor: LineEditor
  let prompt: StyledText
  let continuation: String
  let style: Style
  /// False on a dumb terminal, which can neither show several lines nor colour what stands there: each line is read for itself.
  let canMoveCursor: Bool
}

/// How the reading of a line ended.
enum ReadlineOutcome: Equatable {
  case line(String)
  case interrupted
  case end
}
