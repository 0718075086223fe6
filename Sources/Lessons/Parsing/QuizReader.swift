/// Reads the YAML of a quiz.
///
///     question: What does the discriminator say at equilibrium?
///     number: 0.5
///     tolerance: 0.01
///     because: "At equilibrium real and generated samples are equally likely."
struct QuizReader {
  let source: LessonText
  let lines: Range<Int>

  private static let part = "the quiz"
  /// One for each letter.
  private static let mostChoices = 26

  private var location: SourceLocation { source.place(lines.lowerBound - 1) }

  func read(index: Int) throws(LessonError) -> Quiz {
    let keys = ["question", "choices", "number", "tolerance", "because"]
    let map = try YAMLMap(source: source, lines: lines, part: QuizReader.part, allowed: keys)
    return Quiz(
      question: try inlines(map.required("question")), answer: try answer(in: map), index: index, location: location)
  }

  private func answer(in map: YAMLMap) throws(LessonError) -> Quiz.Answer {
    switch (map["choices"], map["number"]) {
    case (let choices?, nil):
      for key in ["tolerance", "because"] {
        if let value = map[key] {
          throw .unknownKey(key, part: "a quiz with choices", allowed: ["question", "choices"], at: value.location)
        }
      }
      return .choices(try self.choices(choices))
    case (nil, let number?):
      return .number(
        Quiz.Number(
          value: try number.number("a number"), tolerance: try map.required("tolerance").number("a number from 0", atLeast: 0),
          explanation: try inlines(map.required("because"))))
    default:
      throw .choicesOrNumber(at: location)
    }
  }

  private func choices(_ value: YAMLValue) throws(LessonError) -> [Quiz.Choice] {
    let items = try value.list("a list of choices")
    guard 2...QuizReader.mostChoices ~= items.count else {
      throw .wrongValue(
        key: "choices", found: "a list of \(items.count)", expected: "a list of 2 to \(QuizReader.mostChoices)", at: value.location)
    }
    var choices: [Quiz.Choice] = []
    for item in items { choices.append(try choice(item)) }
    let right = choices.count { $0.isRight }
    guard right == 1 else { throw .rightChoices(count: right, at: location) }
    return choices
  }

  private func choice(_ value: YAMLValue) throws(LessonError) -> Quiz.Choice {
    let map = try value.map("{text: ..., because: ...}", part: "a choice", allowed: ["text", "right", "because"])
    let text = try map.required("text")
    let isRight = try map["right"]?.flag() ?? false
    let because = map["because"]
    guard isRight || because != nil else { throw .missingExplanation(choice: try text.text(), at: value.location) }
    return Quiz.Choice(text: try inlines(text), isRight: isRight, explanation: try because.map(inlines) ?? [])
  }

  /// The Markdown of a value; text of several paragraphs flows into one.
  private func inlines(_ value: YAMLValue) throws(LessonError) -> [Prose.Inline] {
    let mask = try MathMask(text: value.text(), at: value.location)
    let paragraphs = try Markdown.blocks(of: mask, file: source.file).flatMap(\.inlines)
    return Array(paragraphs.joined(separator: [.softBreak]))
  }
}
