import Foundation
import Lessons
import Testing

@Suite struct LessonLintTests {
  /// A lesson that is in order but for `body`.
  private func findings(_ body: String, front: String = "", file: String = "02-l.md") throws -> [String] {
    let text = """
      ---
      title: T
      summary: S
      minutes: 1
      sources: [{title: T, authors: A, arxiv: 1406.2661}]
      \(front.isEmpty ? "dataset: ring" : front)
      ---

      # T

      \(body)
      """
    return try LessonLint.findings(in: Lesson(text: text, file: file), library: nil).map(\.description)
  }

  @Test("a lesson in order has no findings")
  func clean() throws {
    #expect(try LessonLint.findings(in: Fixture.lesson(), library: nil).map(\.description) == [])
  }

  @Test(
    "what is wrong in a lesson is found, with line and advice",
    arguments: [
      ("[a](missing.md)", "02-l.md:11: error: 'missing.md' does not exist. Paths are relative to the lesson."),
      ("> - [a]()", "02-l.md:11: error: a link leads nowhere. Paths are relative to the lesson."),
      ("<b>x</b>", "02-l.md:11: warning: the terminal does not show HTML. Write it as Markdown."),
      ("*$\\foo$*", "02-l.md:11: warning: the terminal has no sign for \\foo. Readers see its name; use another macro, or \\text{...}."),
      ("```Swift\na\n```", "02-l.md:11: error: 'Swift' is no kind of block. Did you mean 'swift'?"),
      ("```solution\na\n```", "02-l.md:11: error: 'solution' is no kind of block. There are: swift solution."),
      ("```swift\n\n```", "02-l.md:12: error: the cell is empty. Fill it or remove it."),
      (
        "```swift\na\n```\n\n```swift\nb\n```",
        "02-l.md:16: error: no prose or heading leads to this cell. Say what the cell does and why, in a sentence before it."
      ),
      (
        "```swift parameters\nlet a = 1\nvar b = 2\n```",
        "02-l.md:13: error: this line of a parameters cell declares no parameter. "
          + "Each line reads: let name = value, with a number, true, false or a text in quotes."
      ),
      (
        "```swift parameters\nlet a = [1]\n```",
        "02-l.md:12: error: this line of a parameters cell declares no parameter. "
          + "Each line reads: let name = value, with a number, true, false or a text in quotes."
      ),
      (
        "```swift parameters\nlet a = 1\n```\n\nB\n\n```swift parameters\nlet b = 1\n```",
        "02-l.md:18: error: this is the second parameters cell. Declare all parameters in the first."
      ),
      ("```swift check\na\n```", "02-l.md:12: error: this check belongs to no exercise. Put it after the exercise cell."),
      ("```hint\na\n```", "02-l.md:11: error: this hint belongs to no exercise. Put it after the exercise cell."),
    ])
  func finding(body: String, message: String) throws {
    #expect(try findings(body) == [message])
  }

  @Test(
    "what is wrong in a front matter is found",
    arguments: [
      (
        "quick: {stepz: 3}",
        "02-l.md:6: error: 'quick' names 'stepz', which no parameters cell declares. Did you mean 'steps'?"
      ),
      (
        "quick: {steps: few}",
        "02-l.md:6: error: the parameter 'steps' is a whole number, and 'few' is not. Give a value of that kind."
      ),
    ])
  func frontMatter(front: String, message: String) throws {
    #expect(try findings("```swift parameters\nlet steps = 1\n```", front: front) == [message])
  }

  @Test("a lesson is called by its number, a piece of the museum by its name")
  func numbers() throws {
    let advice = "l.md:1: error: the file name has no number. Call it NN-name.md; the number sets its place."
    #expect(try findings("B", file: "l.md") == [advice])
    #expect(try findings("B", file: "museum/l.md") == [])
  }

  @Test("a lesson that trains needs quick parameters, a claim and a plot")
  func training() throws {
    #expect(
      try findings("```swift\nfor step in training(steps: 3) {}  // claim(plot\n```") == [
        "02-l.md:1: error: the lesson trains and has no 'quick'. Give parameters under which it runs in 10 seconds: quick: {steps: 300}.",
        "02-l.md:1: warning: the lesson trains and claims nothing. Say what the run should show, and let claim(...) measure it.",
        "02-l.md:1: warning: the lesson trains and plots nothing. Show the curves and the samples.",
      ])
  }

  @Test("an exercise needs one check, one solution and one to three hints")
  func exercise() throws {
    #expect(
      try findings("```swift exercise\na\n```") == [
        "02-l.md:12: error: the exercise has no check. Put one check cell after it.",
        "02-l.md:12: error: the exercise has no solution. Put one solution cell after it.",
        "02-l.md:12: warning: the exercise has no hint. Begin with the question to ask oneself.",
      ])
    let hints = String(repeating: "\n```hint\nh\n```\n", count: 4)
    let twice = "\n```swift check\nc\n```\n\n```swift check\nc\n```\n\n```swift solution\ns\n```"
    #expect(
      try findings("```swift exercise\na\n```\n" + hints + twice) == [
        "02-l.md:12: error: the exercise has 2 checks. Put one check cell after it.",
        "02-l.md:12: error: the exercise has 4 hints. Three levels are the most: a question, a direction, nearly the answer.",
      ])
  }

  @Test(
    "the system's randomness is an error in a cell",
    arguments: [
      "Double.random(in: 0...1)", "Int\n  .random (in: f(0)...1)", "Bool.random()", "[1].shuffled()", "a.shuffle()", "a.randomElement()",
      "var g = SystemRandomNumberGenerator()", "drand48()", "UUID()", "f([1].shuffled(), using: g)",
    ])
  func randomness(code: String) throws {
    let found = try findings("```swift\n\(code)\n```")
    #expect(found.count == 1)
    #expect(found.first?.contains("takes the system's random numbers, which no seed repeats") == true)
  }

  @Test(
    "a generator that is passed, and words in comments and strings, are no system's randomness",
    arguments: [
      "Double.random(in: f(0)...1, using: &g)", "a.shuffled(using: &g)", "randomIndices(3, below: 2)", "// a.shuffled()",
      "print(\"a.shuffled() \\\" UUID()\")", "/* /* */ a.shuffle() */", "\"\"\"\nUUID()\n\"\"\"", "myrandom()", "operand(1)",
    ])
  func seeded(code: String) throws {
    #expect(try findings("```swift\n\(code)\n```") == [])
  }

  @Test(
    "numbers of papers are checked for form",
    arguments: [
      ("arxiv: 1406.2661", true), ("arxiv: 1406.2661, doi: 10.1145/3422622", true), ("arxiv: 1406.2661, doi: 1", false),
      ("arxiv: 1701.00160v4", true), ("arxiv: hep-th/9901001", true), ("arxiv: math.GT/0309136", true),
      ("arxiv: 1406.26612", false), ("arxiv: 1701.0016", false), ("arxiv: 1413.2661", false), ("arxiv: \"arXiv:1406.2661\"", false),
      ("doi: 10.1145/3422622", true), ("doi: 10.1/x", false), ("doi: https://doi.org/10.1145/3422622", false),
    ])
  func identifiers(entry: String, isRight: Bool) throws {
    let text = "---\ntitle: T\nsummary: S\nminutes: 1\nsources: [{title: T, authors: A, \(entry)}]\n---\n# T\n"
    let found = try LessonLint.findings(in: Lesson(text: text, file: "01-l.md"), library: nil)
    #expect(found.isEmpty == isRight)
  }

  @Test("prerequisites are lessons that come before")
  func prerequisites() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("ganbook-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: root) }
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    for name in ["00-welcome.md", "03-losses.md"] { try Data(Fixture.text.utf8).write(to: URL(fileURLWithPath: root + "/" + name)) }
    let text =
      "---\ntitle: T\nsummary: S\nminutes: 1\nafter: [welcome, losses, welcom]\nsources: [{title: T, authors: A, doi: 10.1145/1}]\n---\n# T\n"
    let library = try LessonLibrary(folder: root)
    #expect(
      try LessonLint.findings(in: Lesson(text: text, file: "02-l.md"), library: library).map(\.description) == [
        "02-l.md:5: error: 'after' names 'losses', which does not come before this lesson. Name only lessons with a lower number.",
        "02-l.md:5: error: 'after' names 'welcom', which is no lesson. Did you mean 'welcome'?",
      ])
  }

  @Test("a file that is no lesson is one finding")
  func unreadable() {
    let found = LessonLint.findings(inFile: "/nowhere/01-l.md", library: nil).map(\.description)
    #expect(
      found == ["/nowhere/01-l.md:1: error: the lesson cannot be read: No such file or directory. Check the path and its permissions."])
  }
}
