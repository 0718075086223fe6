import Foundation
import Terminal
import Testing

/// What the fuzzers begin with and what they found: see `Tests/Fuzz`.
@Suite("The fuzzers' corpus of typed text")
struct TypingCorpusTests {
  static let files: [URL] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fuzz/Corpora/typing")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appendingPathComponent($0) }
  }()

  @Test("the corpus is there") func present() { #expect(!Self.files.isEmpty) }

  @Test("every file, cut off anywhere, is coloured without losing a character, and is finished or not", arguments: files)
  func replay(file: URL) throws {
    let bytes = Array(try Data(contentsOf: file))
    for end in 0...bytes.count {
      let text = String(decoding: bytes[..<end], as: UTF8.self)
      _ = SwiftCompleteness(of: text).isFinished
      #expect(SwiftHighlighter().highlight(text).plain == text)
    }
  }
}
