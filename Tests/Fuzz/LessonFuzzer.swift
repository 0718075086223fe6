import Lessons

// A lesson as bytes: front matter, prose, mathematics, cells, hints, quizzes. Whatever comes in, a lesson or an error comes out.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLesson(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  do throws(LessonError) {
    let lesson = try Lesson(bytes: input, file: "fuzz.md")
    precondition(lesson.text.utf8.count <= count, "a lesson is no longer than its file")
    for quiz in lesson.quizzes { _ = quiz.verdict(on: "a") }
    for cell in lesson.cells { precondition(cell.location.line > 0, "a cell stands on a line") }
  } catch {
    precondition(!error.description.isEmpty, "an error says something")
  }
  return 0
}
