import Lessons
import Testing

@Suite struct LessonErrorTests {
  static let front = "---\ntitle: T\nsummary: S\nminutes: 1\n---\n"

  /// What is wrong with a file, and what its author is told.
  static let table: [(text: String, message: String)] = [
    ("", "l.md:1: the lesson is empty. Begin with a front matter between two lines of ---."),
    (
      "\u{FEFF}---\n",
      #"l.md:1: the file begins with a byte order mark. Save it as UTF-8 without a byte order mark: sed -i '1s/^\xEF\xBB\xBF//' FILE."#
    ),
    (
      "---\ntitle: T\r\n---\n",
      #"l.md:2: this line ends with a carriage return (CRLF). Save the file with Unix line ends: sed -i 's/\r$//' FILE."#
    ),
    (
      front + "a\u{1B}[2J\n",
      "l.md:6: this line holds the character U+001B. Remove it; a lesson holds no control or private-use characters but newlines and tabs."
    ),
    (
      "# T\n", "l.md:1: the lesson has no front matter. Put a line of --- first, then title, summary and minutes, then another line of ---."
    ),
    ("---\ntitle: T\n", "l.md:1: the front matter is not closed. End it with a line of ---."),
    (
      "---\ntitle: a: b\n---\n",
      "l.md:2: the front matter is not YAML: mapping values are not allowed in this context. "
        + "Text that holds ': ' or '#' or begins with a quote or bracket needs quotes around it."
    ),
    ("---\ntitel: T\n---\n", "l.md:2: the front matter has no key 'titel'. Did you mean 'title'?"),
    ("---\ntitle: T\nminutes: 1\n---\n", "l.md:2: the front matter lacks 'summary'. Add a line that begins with 'summary:'."),
    (
      "---\ntitle: T\nsummary: S\nminutes: soon\n---\n",
      "l.md:4: 'minutes' is 'soon', and should be a whole number of minutes from 1 to 600. Correct the value on this line."
    ),
    (
      "---\ntitle: T\nsummary: S\nminutes: 1\nafter: welcome\n---\n",
      "l.md:5: 'after' is 'welcome', and should be a list of lesson names. Correct the value on this line."
    ),
    (
      "---\ntitle: T\nsummary: S\nminutes: 1\nsources:\n  - {title: T, authors: A, arxive: 1}\n---\n",
      "l.md:6: a source has no key 'arxive'. Did you mean 'arxiv'?"
    ),
    (
      "---\ntitle: T\nsummary: S\nminutes: 1\nsources:\n  - {title: T, authors: A}\n---\n",
      "l.md:6: a source lacks 'arxiv'. Add a line that begins with 'arxiv:'."
    ),
    (
      front + "\n```swift\nlet a = 1\n",
      "l.md:7: the fence ```swift is not closed. End the block with a line of as many backticks as it began with."
    ),
    (
      front + "```swift\na\n\nProse.\n\n```swift\nb\n```\n",
      "l.md:6: the fence ```swift is not closed. End the block with a line of as many backticks as it began with."
    ),
    (
      front + "Then $$ a\n\nb $$\n",
      "l.md:6: mathematics that begins with $$ is not closed in this paragraph. "
        + "Close it with $$ before the next empty line; write \\$ for the sign itself."
    ),
    (front + "```swift exercize\n```\n", "l.md:6: 'exercize' is no kind of swift block. Did you mean 'exercise'?"),
    (
      front + "```swift check now\n```\n",
      "l.md:6: the info string 'swift check now' has too many words. At most one word may follow the language."
    ),
    (
      front + "- item\n\n  ```swift\n  a\n  ```\n",
      "l.md:8: a ```swift block stands inside a list or a quotation. Cells, hints and quizzes begin at the left margin."
    ),
    (front + " ```swift\na\n```\n", "l.md:6: the fence ```swift is indented. Cells, hints and quizzes begin at the left margin."),
    (
      front + "```hint 2\nTry.\n```\n",
      "l.md:6: this hint says level 2, and level 1 comes next. Write the hints of an exercise in the order 1, 2, 3."
    ),
    (
      front + "```quiz\nquestion: Q\n```\n",
      "l.md:6: the quiz needs either 'choices' or 'number'. Give a list of choices, or a number with its tolerance."
    ),
    (
      front + "```quiz\nquestion: Q\nchoices:\n  - {text: a, right: true}\n  - {text: b}\n```\n",
      "l.md:10: the wrong choice 'b' is not explained. Add because: \"...\" and say why it is wrong."
    ),
    (
      front + "```quiz\nquestion: Q\nchoices:\n  - {text: a, right: true}\n  - {text: b, right: true}\n```\n",
      "l.md:6: the quiz has 2 right choices, and should have one. Mark one choice with right: true."
    ),
    (
      front + "```quiz\nquestion: Q\nnumber: 1\ntolerance: -1\nbecause: B\n```\n",
      "l.md:9: 'tolerance' is '-1', and should be a number from 0. Correct the value on this line."
    ),
    (front + String(repeating: ">", count: 200) + " deep\n", "l.md:6: lists, quotations or emphasis are nested too deeply. Lift them out."),
  ]

  @Test("every fault of a file is named with its line and with what to do", arguments: table.indices)
  func message(index: Int) {
    let (text, message) = LessonErrorTests.table[index]
    let error = #expect(throws: LessonError.self) { try Lesson(text: text, file: "l.md") }
    #expect(error?.description == message)
  }

  @Test("a line that is not UTF-8 is named")
  func notUTF8() {
    let bytes = Array("---\ntitle: Schr".utf8) + [0xF6] + Array("dinger\n---\n".utf8)
    let error = #expect(throws: LessonError.self) { try Lesson(bytes: bytes, file: "l.md") }
    #expect(error == .notUTF8(at: SourceLocation(file: "l.md", line: 2)))
  }

  @Test("a file that is missing, a folder or a pipe is refused without waiting")
  func unreadable() {
    for (path, reason) in [
      ("/nowhere/l.md", "No such file or directory"), ("/", "it is a folder"), ("/dev/null", "it is no regular file"),
    ] {
      let error = #expect(throws: LessonError.self) { try Lesson(path: path) }
      #expect(error == .unreadable(file: path, reason: reason))
    }
  }
}
