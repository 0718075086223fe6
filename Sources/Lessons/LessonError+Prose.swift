extension LessonError: CustomStringConvertible {
  /// What happened and where, then what to do next.
  public var description: String {
    let place = location.map { "\($0): " } ?? file.map { "\($0): " } ?? ""
    return place + problem + ". " + advice
  }

  /// What happened, without place and advice.
  public var problem: String {
    switch self {
    case .unreadable(_, let reason): "the lesson cannot be read: \(reason)"
    case .tooLarge(_, let bytes): "the lesson has \(bytes) bytes, and \(LessonFile.largest) is the most that is read"
    case .empty: "the lesson is empty"
    case .byteOrderMark: "the file begins with a byte order mark"
    case .notUTF8: "this line is not UTF-8"
    case .carriageReturn: "this line ends with a carriage return (CRLF)"
    case .controlCharacter(let code, _): "this line holds the character U+\(hexadecimal(code))"
    case .noFrontMatter: "the lesson has no front matter"
    case .openFrontMatter: "the front matter is not closed"
    case .yaml(let part, let problem, _): "\(part) is not YAML: \(problem)"
    case .unknownKey(let key, let part, _, _): "\(part) has no key '\(key)'"
    case .missingKey(let key, let part, _): "\(part) lacks '\(key)'"
    case .wrongValue(let key, let found, let expected, _): "'\(key)' is \(found), and should be \(expected)"
    case .openFence(let info, _): "the fence ```\(info) is not closed"
    case .openMathematics: "mathematics that begins with $$ is not closed in this paragraph"
    case .nestedTooDeeply: "lists, quotations or emphasis are nested too deeply"
    case .nestedBlock(let info, _): "a ```\(info) block stands inside a list or a quotation"
    case .indentedFence(let info, _): "the fence ```\(info) is indented"
    case .unknownKind(let word, let language, _, _): "'\(word)' is no kind of \(language) block"
    case .tooManyWords(let info, _): "the info string '\(info)' has too many words"
    case .hintLevel(let found, let expected, _): "this hint says level \(found), and level \(expected) comes next"
    case .choicesOrNumber: "the quiz needs either 'choices' or 'number'"
    case .rightChoices(let count, _): "the quiz has \(count) right choices, and should have one"
    case .missingExplanation(let choice, _): "the wrong choice '\(choice)' is not explained"
    case .unknownParameter(let name, _, _): "there is no parameter '\(name)'"
    case .parameterValue(let name, let value, let expected): "the parameter '\(name)' is \(expected), and '\(value)' is not"
    case .noLessons: "no lessons were found"
    case .unknownLesson(let name, _): "there is no lesson '\(name)'"
    case .ambiguousLesson(let name, _): "'\(name)' fits several lessons"
    }
  }

  /// What to do next, in one sentence or two.
  public var advice: String {
    switch self {
    case .unreadable: "Check the path and its permissions."
    case .tooLarge: "Is this a lesson? Move its data into a dataset."
    case .empty: "Begin with a front matter between two lines of ---."
    case .byteOrderMark: "Save it as UTF-8 without a byte order mark: sed -i '1s/^\\xEF\\xBB\\xBF//' FILE."
    case .notUTF8: "Save the file as UTF-8, for example with iconv -f LATIN1 -t UTF-8."
    case .carriageReturn: "Save the file with Unix line ends: sed -i 's/\\r$//' FILE."
    case .controlCharacter: "Remove it; a lesson holds no control or private-use characters but newlines and tabs."
    case .noFrontMatter: "Put a line of --- first, then title, summary and minutes, then another line of ---."
    case .openFrontMatter: "End it with a line of ---."
    case .yaml: "Text that holds ': ' or '#' or begins with a quote or bracket needs quotes around it."
    case .unknownKey(let key, _, let allowed, _): Spelling.advice(for: key, among: allowed)
    case .missingKey(let key, _, _): "Add a line that begins with '\(key):'."
    case .wrongValue: "Correct the value on this line."
    case .openFence: "End the block with a line of as many backticks as it began with."
    case .openMathematics: "Close it with $$ before the next empty line; write \\$ for the sign itself."
    case .nestedTooDeeply: "Lift them out."
    case .nestedBlock, .indentedFence: "Cells, hints and quizzes begin at the left margin."
    case .unknownKind(let word, _, let allowed, _): Spelling.advice(for: word, among: allowed)
    case .tooManyWords: "At most one word may follow the language."
    case .hintLevel: "Write the hints of an exercise in the order 1, 2, 3."
    case .choicesOrNumber: "Give a list of choices, or a number with its tolerance."
    case .rightChoices: "Mark one choice with right: true."
    case .missingExplanation: "Add because: \"...\" and say why it is wrong."
    case .unknownParameter(let name, let declared, _): Spelling.advice(for: name, among: declared)
    case .parameterValue: "Give a value of that kind."
    case .noLessons(let searched):
      "Looked in \(searched.joined(separator: ", ")). Set GANBOOK_LESSONS to the folder that holds them."
    case .unknownLesson(_, let suggestions):
      suggestions.isEmpty ? "`ganbook lessons` lists them." : "Did you mean \(Spelling.alternatives(suggestions))?"
    case .ambiguousLesson(_, let candidates): "Which of \(Spelling.alternatives(candidates))?"
    }
  }

  private func hexadecimal(_ code: UInt32) -> String {
    let digits = String(code, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
