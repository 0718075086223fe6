import Lessons
import Testing

@Suite struct LessonPartTests {
  private static let text = """
    ---
    title: T
    summary: S.
    minutes: 1
    seed: 1
    ---

    # Head

    Some *prose* and $x_i$.

    ```swift
    let a = 1
    ```

    Between.
    ```quiz
    question: Which?
    choices:
      - {text: "one", because: "No."}
      - {text: "two", right: true}
    ```
    ````swift exercise
    func f() {}
    ````

    ```hint
    Think *twice*.
    ```

    The end.
    """

  @Test("the parts are the file's own text, block by block, with the prose as it was written")
  func parts() throws {
    let parts = try Lesson(text: Self.text, file: "01-t.md").parts
    let texts = parts.map { part -> String in
      switch part {
      case .prose(_, let markdown), .hint(_, let markdown): markdown
      case .cell(let cell): cell.source
      case .quiz: "quiz"
      }
    }
    #expect(
      texts == [
        "# Head\n\nSome *prose* and $x_i$.", "let a = 1\n", "Between.", "quiz", "func f() {}\n", "Think *twice*.", "The end.",
      ])
  }
}
