import Lessons
import Testing

@Suite struct QuizTests {
  @Test("choices are named by letter or number, and each answer gets its own explanation")
  func choices() throws {
    let quiz = try #require(Fixture.lesson().quizzes.first)
    for answer in ["a", "A", " 1 "] {
      #expect(quiz.verdict(on: answer) == .right(explanation: [.text("Both densities are equal.")]))
    }
    for answer in ["b", "2"] {
      #expect(quiz.verdict(on: answer) == .wrong(explanation: [.text("Then the generator could still gain.")]))
    }
  }

  @Test("what names no choice is no answer")
  func noChoice() throws {
    let quiz = try #require(Fixture.lesson().quizzes.first)
    for answer in ["", "c", "0", "3", "-1", "everywhere", "9223372036854775808"] {
      #expect(quiz.verdict(on: answer) == .notAnAnswer(expected: "one of a, b"))
    }
  }

  @Test("a number counts within its tolerance, both ends included")
  func number() throws {
    let quiz = try number(value: "0.6", tolerance: "0.1")
    for answer in ["0.6", "0.7", "0.5", "60 %", "+0.65", "6e-1"] { #expect(quiz.verdict(on: answer) == .right(explanation: [])) }
    for answer in ["0.7001", "0.4999", "-0.6", "60"] { #expect(quiz.verdict(on: answer) == .wrong(explanation: [.text("No.")])) }
    for answer in ["", "six", "nan", "inf", "%"] { #expect(quiz.verdict(on: answer) == .notAnAnswer(expected: "a number")) }
  }

  @Test("a tolerance of zero asks for the number itself")
  func exact() throws {
    let quiz = try number(value: "1_000", tolerance: "0")
    #expect(quiz.verdict(on: "1000") == .right(explanation: []))
    #expect(quiz.verdict(on: "1000.1") == .wrong(explanation: [.text("No.")]))
  }

  @Test("questions are Markdown with mathematics")
  func question() throws {
    let quiz = try #require(Fixture.lesson().quizzes.first)
    #expect(quiz.question == [.text("At equilibrium "), .math("D(x)", display: false), .text(" is")])
  }

  private func number(value: String, tolerance: String) throws -> Quiz {
    let yaml = "question: How much?\nnumber: \(value)\ntolerance: \(tolerance)\nbecause: \"No.\"\n"
    return try #require(Fixture.lesson(body: "```quiz\n\(yaml)```\n").quizzes.first)
  }
}
