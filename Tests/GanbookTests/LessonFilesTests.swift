import Foundation
import Testing

/// The lessons that this checkout holds, whichever they are: a new file is tested because it lies there.
@Suite("The lessons themselves")
struct LessonFilesTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Lessons")

  /// Paths inside the folder of lessons: `04-how-a-gan-works.md`, `museum/gradient-penalty.md`.
  static let files = markdown(in: "") + markdown(in: "museum/")

  private static func markdown(in part: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(part).path)) ?? []
    return names.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }.sorted().map { part + $0 }
  }

  private static func path(_ file: String) -> String { folder.appendingPathComponent(file).path }

  @Test("a lesson runs to its end in --quick, with no check that fails", arguments: files)
  func runsInQuick(file: String) throws {
    let outcome = try Ganbook()("run", Self.path(file), "--quick", "--timeout", "600", "--out", "out")
    #expect(outcome.status == 0, "\(outcome.diagnostics)\n\(outcome.output.suffix(2_000))")
    #expect(!outcome.output.contains("check fails"), "\(outcome.output)")
  }

  @Test("a lesson is in order, its starters fail and its solutions pass: `ganbook check` finds nothing", arguments: files)
  func isInOrder(file: String) throws {
    let outcome = try Ganbook()("check", Self.path(file))
    #expect(outcome.status == 0 && outcome.output == "\(Self.path(file)): good\n", "\(outcome.output)\(outcome.diagnostics)")
  }

  @Test("`ganbook lessons` lists every file that lies there, the museum's behind the numbered ones, no two of one name")
  func listed() throws {
    let outcome = try Ganbook()("lessons", "--json")
    let books = try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    let paths = books.compactMap { $0["file"] as? String }
    #expect(Self.files.count >= 3 && paths.map { URL(fileURLWithPath: $0).standardizedFileURL.path } == Self.files.map(Self.path))
    #expect(Set(books.compactMap { $0["name"] as? String }).count == books.count)
  }
}
