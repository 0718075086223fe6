import Testing

@Suite("ganbook check")
struct CheckTests {
  private func lesson(starter: String, solution: String) -> String {
    """
    # Small

    Write `double`.

    ```swift exercise
    \(starter)
    ```

    ```swift check
    check(double(2), equals: 4.0, "twice two")
    ```

    ```hint
    What is x + x?
    ```

    ```swift solution
    \(solution)
    ```

    """
  }

  @Test("a lesson whose starter fails and whose solution passes is good")
  func good() throws {
    let ganbook = try Ganbook()
    let outcome = try ganbook(
      "check",
      ganbook.lesson(
        lesson(
          starter: "func double(_ x: Double) -> Double { x }", solution: "func double(_ x: Double) -> Double { 2 * x }")))
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.hasSuffix(": good\n"))
  }

  @Test("a starter that passes leaves nothing to do, and a solution that fails is none: both are errors with their line")
  func bad() throws {
    let ganbook = try Ganbook()
    let easy = try ganbook.lesson(
      lesson(
        starter: "func double(_ x: Double) -> Double { x + x }", solution: "func double(_ x: Double) -> Double { 2 * x }"), name: "01-easy")
    let wrong = try ganbook.lesson(
      lesson(
        starter: "func double(_ x: Double) -> Double { x }", solution: "func double(_ x: Double) -> Double { 3 * x }"), name: "02-wrong")
    let outcome = try ganbook("check", easy, wrong)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("\(easy):13: error: the starter passes its check"), "\(outcome.output)")
    #expect(outcome.output.contains("\(wrong):13: error: the solution fails"))
    #expect(outcome.output.contains("it is 6 and should be 4"))
  }

  @Test("a file that is no lesson is one finding with its line")
  func noLesson() throws {
    let ganbook = try Ganbook()
    let path = try ganbook.folder.write("no front matter\n", to: "03-none.md")
    let outcome = try ganbook("check", path)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("\(path):1: error: the lesson has no front matter"))
  }
}
