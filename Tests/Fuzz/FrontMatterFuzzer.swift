import Lessons

// Front matter alone, in a lesson that is good otherwise. Whatever comes in, a lesson or an error comes out.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFrontMatter(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array("---\n".utf8) + UnsafeBufferPointer(start: bytes, count: count) + Array("\n---\n\n# Title\n\nText.\n".utf8)
  do throws(LessonError) {
    let lesson = try Lesson(bytes: input, file: "fuzz.md")
    precondition(!lesson.frontMatter.title.isEmpty, "a lesson has a title")
  } catch {
    precondition(!error.description.isEmpty, "an error says something")
  }
  return 0
}
