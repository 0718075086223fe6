import Foundation
import Lessons

/// Where Ganbook's own files lie.
enum Places {
  /// The file that this process runs, with symbolic links resolved.
  static var executable: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
  }

  static func library() throws(LessonError) -> LessonLibrary { try LessonLibrary.find(executable: executable) }

  /// The file that a word on the command line means; a path needs no library.
  static func path(_ word: String) throws(LessonError) -> String {
    if word.hasSuffix(".md") || word.contains("/"), FileManager.default.fileExists(atPath: word) { return word }
    return try library().resolve(word).path
  }

  /// The lesson that a word on the command line means.
  static func lesson(_ word: String) throws(LessonError) -> Lesson { try Lesson(path: path(word)) }

  /// Whether a word means a lesson.
  static func isLesson(_ word: String) -> Bool {
    do throws(LessonError) {
      _ = try path(word)
      return true
    } catch {
      return false
    }
  }

  /// A file name without folder and extension: `04-how-a-gan-works`.
  static func stem(_ path: String) -> String { URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent }
}
