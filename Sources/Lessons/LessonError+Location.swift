extension LessonError {
  /// The line that is at fault, if there is one.
  public var location: SourceLocation? {
    switch self {
    case .notUTF8(let place), .carriageReturn(let place), .controlCharacter(_, let place), .yaml(_, _, let place),
      .unknownKey(_, _, _, let place), .missingKey(_, _, let place), .wrongValue(_, _, _, let place), .openFence(_, let place),
      .openMathematics(let place), .nestedTooDeeply(let place), .nestedBlock(_, let place), .indentedFence(_, let place),
      .unknownKind(_, _, _, let place), .tooManyWords(_, let place), .hintLevel(_, _, let place), .choicesOrNumber(let place),
      .rightChoices(_, let place), .missingExplanation(_, let place):
      place
    case .empty(let file), .byteOrderMark(let file), .noFrontMatter(let file), .openFrontMatter(let file):
      SourceLocation(file: file, line: 1)
    case .unreadable, .tooLarge, .unknownParameter, .parameterValue, .noLessons, .unknownLesson, .ambiguousLesson:
      nil
    }
  }

  /// The file at fault, if there is one.
  public var file: String? {
    switch self {
    case .unreadable(let file, _), .tooLarge(let file, _), .unknownParameter(_, _, let file): file
    default: location?.file
    }
  }
}
