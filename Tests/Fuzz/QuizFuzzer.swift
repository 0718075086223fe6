import Lessons

private let opening = """
  ---
  title: Quiz
  summary: A question.
  minutes: 1
  seed: 7
  ---

  ```quiz

  """

// A question alone, in a lesson that is good otherwise. Whatever comes in, a lesson or an error comes out, and every answer gets a verdict.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzQuiz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(opening.utf8) + UnsafeBufferPointer(start: bytes, count: count) + Array("\n```\n".utf8)
  do throws(LessonError) {
    let lesson = try Lesson(bytes: input, file: "fuzz.md")
    for quiz in lesson.quizzes {
      for answer in ["a", "b", "z", "0.5", "-1e999", "nan", "", " 3 %"] { _ = quiz.verdict(on: answer) }
    }
  } catch {
    precondition(!error.description.isEmpty, "an error says something")
  }
  return 0
}
