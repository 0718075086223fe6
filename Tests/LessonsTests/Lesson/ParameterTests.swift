import Lessons
import Testing

@Suite struct ParameterTests {
  static let body = """
    ```swift parameters
    let steps = 5_000  // enough
    let rate: Double = 1e-3
    let whole: Double = 2
    let quiet = false
    let name = "ring // of 8"  /* not "grid" */
    let modes = steps / 10
    ```
    """

  @Test("parameters are read with kind, initialiser and line")
  func reading() throws {
    let lesson = try Fixture.lesson(body: ParameterTests.body)
    #expect(lesson.parameters.map(\.name) == ["steps", "rate", "whole", "quiet", "name", "modes"])
    #expect(lesson.parameters.map(\.kind) == [.integer, .number, .number, .flag, .text, .expression])
    #expect(lesson.parameters.map(\.value) == ["5_000", "1e-3", "2", "false", "\"ring // of 8\"", "steps / 10"])
    #expect(lesson.parameters.map(\.location.line) == Array(7...12))
    let bytes = Array(lesson.text.utf8)
    for parameter in lesson.parameters {
      #expect(String(decoding: bytes[parameter.byteRange], as: UTF8.self) == parameter.value)
    }
  }

  @Test("an override replaces the initialiser and nothing else")
  func override() throws {
    let lesson = try Fixture.lesson(body: ParameterTests.body)
    let source = try lesson.source(of: lesson.cells[0], overriding: ["steps": "300", "rate": "2", "quiet": "true", "name": "a\"b\\c"])
    #expect(
      source == """
        let steps = 300  // enough
        let rate: Double = 2.0
        let whole: Double = 2
        let quiet = true
        let name = "a\\"b\\\\c"  /* not "grid" */
        let modes = steps / 10

        """)
  }

  @Test("cells that declare no parameters stay as they are")
  func otherCells() throws {
    let lesson = try Fixture.lesson()
    #expect(try lesson.source(of: lesson.cells[1], overriding: lesson.quickValues) == lesson.cells[1].source)
    #expect(try lesson.source(of: lesson.cells[0], overriding: lesson.quickValues).hasPrefix("let steps = 30  //"))
  }

  @Test("a name that is not declared and a value of another kind are refused")
  func refusals() throws {
    let lesson = try Fixture.lesson(body: ParameterTests.body)
    let table = [
      ("step", "1", "l.md: there is no parameter 'step'. Did you mean 'steps'?"),
      ("steps", "many", "the parameter 'steps' is a whole number, and 'many' is not. Give a value of that kind."),
      ("steps", "0.5", "the parameter 'steps' is a whole number, and '0.5' is not. Give a value of that kind."),
      ("rate", "nan", "the parameter 'rate' is a number, and 'nan' is not. Give a value of that kind."),
      ("quiet", "no", "the parameter 'quiet' is true or false, and 'no' is not. Give a value of that kind."),
      ("modes", "3", "the parameter 'modes' is an expression, which cannot be overridden, and '3' is not. Give a value of that kind."),
    ]
    for (name, value, message) in table {
      let error = #expect(throws: LessonError.self) { try lesson.source(of: lesson.cells[0], overriding: [name: value]) }
      #expect(error?.description == message)
    }
  }
}
