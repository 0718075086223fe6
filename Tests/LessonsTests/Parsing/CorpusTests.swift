import Foundation
import Lessons
import Testing

/// What the fuzzers begin with and what they found: see `Tests/Fuzz`.
@Suite("The fuzzers' corpus of lessons")
struct CorpusTests {
  static let files: [URL] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fuzz/Corpora/lesson")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appendingPathComponent($0) }
  }()

  @Test("the corpus is there") func present() { #expect(Self.files.count >= 2) }

  @Test("every file, and every file cut off or changed anywhere, becomes a lesson or an error in little time", arguments: files)
  func replay(file: URL) throws {
    let bytes = Array(try Data(contentsOf: file))
    let begin = ContinuousClock.now
    var count = 0
    func parse(_ bytes: [UInt8]) {
      count += 1
      do throws(LessonError) {
        let lesson = try Lesson(bytes: bytes, file: "corpus.md")
        #expect(lesson.text.utf8.count <= bytes.count)
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
    parse(bytes)
    for end in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 100)) {
      parse(Array(bytes[..<end]))
      var changed = bytes
      changed[end] = UInt8(truncatingIfNeeded: end &* 37)
      parse(changed)
    }
    #expect(ContinuousClock.now - begin < .milliseconds(200 * count))
  }
}
