extension StyledText {
  /// The text in lines of at most a width, broken at spaces; a word longer than a line is broken inside.
  ///
  /// A newline ends a line. A no-break space is an ordinary character that prints as a space.
  public func wrapped(to width: Int) -> [StyledText] {
    var wrapper = Wrapper(width: max(1, width))
    for run in runs { wrapper.add(run) }
    return wrapper.finished()
  }

  /// The first part of the text that fits a width, with an ellipsis when something is left out.
  public func truncated(to width: Int, ellipsis: String = "…") -> StyledText {
    guard self.width > width else { return self }
    let room = width - DisplayWidth.of(ellipsis)
    guard room >= 0 else { return StyledText() }
    var result = StyledText()
    var used = 0
    for run in runs {
      for character in run.text {
        used += DisplayWidth.of(character)
        if used > room { return result + StyledText(ellipsis) }
        result.append(String(character), run.attributes)
      }
    }
    return result
  }
}

/// Fills lines word by word.
private struct Wrapper {
  let width: Int
  private var lines: [StyledText] = []
  private var line = StyledText()
  private var lineWidth = 0
  /// The space before the next word, with the looks that an underline across it needs.
  private var space: StyledText.Run?
  /// What came since the last space: it stays together, whatever looks its pieces have.
  private var word = StyledText()

  init(width: Int) {
    self.width = width
  }

  mutating func add(_ run: StyledText.Run) {
    for character in run.text {
      switch character {
      case " ":
        endWord()
        space = StyledText.Run(" ", run.attributes)
      case "\n":
        endWord()
        endLine()
      case "\u{A0}": word.append(" ", run.attributes)
      default: word.append(String(character), run.attributes)
      }
    }
  }

  mutating func finished() -> [StyledText] {
    endWord()
    if !line.isEmpty || lines.isEmpty { endLine() }
    return lines
  }

  private mutating func endWord() {
    guard !word.isEmpty else { return }
    defer { word = StyledText() }
    let needed = word.width
    if !line.isEmpty, lineWidth + 1 + needed > width { endLine() }
    if !line.isEmpty, let space {
      line.append(space.text, commonLook(before: space))
      lineWidth += 1
    }
    needed <= width - lineWidth ? place(word, needed) : breakWord()
    space = nil
  }

  /// A space between two looks belongs to neither: an underline ends with its words.
  private func commonLook(before space: StyledText.Run) -> TextAttributes {
    let isBetweenEqual = line.runs.last?.attributes == space.attributes && word.runs.first?.attributes == space.attributes
    return isBetweenEqual ? space.attributes : .plain
  }

  private mutating func place(_ text: StyledText, _ textWidth: Int) {
    line.append(text)
    lineWidth += textWidth
  }

  private mutating func breakWord() {
    for run in word.runs {
      for character in run.text {
        let needed = DisplayWidth.of(character)
        if lineWidth + needed > width, lineWidth > 0 { endLine() }
        place(StyledText(runs: [StyledText.Run(String(character), run.attributes)]), needed)
      }
    }
  }

  private mutating func endLine() {
    lines.append(line)
    line = StyledText()
    lineWidth = 0
    space = nil
  }
}
