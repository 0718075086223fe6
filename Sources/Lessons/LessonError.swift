/// What can be wrong with a lesson's file or with the name of a lesson.
public enum LessonError: Error, Sendable, Equatable {
  // The file.
  case unreadable(file: String, reason: String)
  case tooLarge(file: String, bytes: Int)
  case empty(file: String)
  case byteOrderMark(file: String)
  case notUTF8(at: SourceLocation)
  case carriageReturn(at: SourceLocation)
  case controlCharacter(code: UInt32, at: SourceLocation)

  // YAML: the front matter and quizzes; `part` says which.
  case noFrontMatter(file: String)
  case openFrontMatter(file: String)
  case yaml(part: String, problem: String, at: SourceLocation)
  case unknownKey(String, part: String, allowed: [String], at: SourceLocation)
  case missingKey(String, part: String, at: SourceLocation)
  case wrongValue(key: String, found: String, expected: String, at: SourceLocation)

  // Blocks.
  case openFence(info: String, at: SourceLocation)
  case openMathematics(at: SourceLocation)
  case nestedTooDeeply(at: SourceLocation)
  case nestedBlock(info: String, at: SourceLocation)
  case indentedFence(info: String, at: SourceLocation)
  case unknownKind(word: String, language: String, allowed: [String], at: SourceLocation)
  case tooManyWords(info: String, at: SourceLocation)
  case hintLevel(found: Int, expected: Int, at: SourceLocation)

  // Quizzes.
  case choicesOrNumber(at: SourceLocation)
  case rightChoices(count: Int, at: SourceLocation)
  case missingExplanation(choice: String, at: SourceLocation)

  // Parameters.
  case unknownParameter(String, declared: [String], file: String)
  case parameterValue(name: String, value: String, expected: String)

  // The library.
  case noLessons(searched: [String])
  case unknownLesson(String, suggestions: [String])
  case ambiguousLesson(String, candidates: [String])
}
