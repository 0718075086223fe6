import Foundation
import Lessons
import Testing

/// What the fuzzers begin with and what they found: see `Tests/Fuzz`.
@Suite("The fuzzers' corpus of lessons")
struct CorpusTests {
  /// What stands before and behind a corpus' text in a lesson, as in `Tests/Fuzz`.
  enum Kind: String, CaseIterable {
    case lesson, frontmatter, quiz

    var frame: (before: String, behind: String) {
      switch self {
      case .lesson: ("", "")
      case .frontmatter: ("---\n", "\n---\n\n# Title\n\nText.\n")
      case .quiz: ("---\ntitle: Quiz\nsummary: A question.\nminutes: 1\nseed: 7\n---\n\n```quiz\n", "\n```\n")
      }
    }
  }

  static let files: [(Kind, URL)] = Kind.allCases.flatMap { kind in
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fuzz/Corpora/\(kind.rawValue)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { (kind, folder.appendingPathComponent($0)) }
  }

  @Test("the corpora are there, and what they begin with is good", arguments: Kind.allCases)
  func present(kind: Kind) throws {
    let seeds = Self.files.filter { $0.0 == kind && $0.1.lastPathComponent.hasPrefix("seed-") }
    #expect(seeds.count >= 2)
    for (_, file) in seeds {
      let bytes = kind.frame.before.utf8 + Array(try Data(contentsOf: file)) + Array(kind.frame.behind.utf8)
      #expect(throws: Never.self, "\(file.lastPathComponent)") { try Lesson(bytes: bytes, file: "corpus.md") }
    }
  }

  @Test("every file, and every file cut off or changed anywhere, becomes a lesson or an error in little time", arguments: files)
  func replay(kind: Kind, file: URL) throws {
    let bytes = Array(try Data(contentsOf: file))
    let (before, behind) = (Array(kind.frame.before.utf8), Array(kind.frame.behind.utf8))
    let begin = ContinuousClock.now
    var count = 0
    func parse(_ bytes: [UInt8]) {
      count += 1
      do throws(LessonError) {
        let lesson = try Lesson(bytes: before + bytes + behind, file: "corpus.md")
        #expect(lesson.text.utf8.count <= before.count + bytes.count + behind.count)
        for quiz in lesson.quizzes { for answer in ["a", "z", "0.5", "-1e999", "nan", "", " 3 %"] { _ = quiz.verdict(on: answer) } }
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
