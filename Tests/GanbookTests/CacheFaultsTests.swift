import Foundation
import Testing

@Suite("The cache under kills")
struct CacheFaultsTests {
  private static let body =
    (0..<6).map { "```swift\nstruct S\($0) { var a = \($0) }\nlet s\($0) = S\($0)()\n```\n\n" }.joined()
    + "```swift\nprint(\"sum \\(\((0..<6).map { "s\($0).a" }.joined(separator: " + ")))\")\n```\n"

  @Test("a notebook killed at any moment of its compiling leaves a cache with which the next one runs, and then nothing is compiled")
  func killed() throws {
    var ganbook = try Ganbook()
    ganbook.environment["XDG_CACHE_HOME"] = ganbook.folder.path + "/cache"
    let lesson = try ganbook.lesson(Self.body)
    // Each goes a little further than the one before, and dies somewhere between a compiler's first and a cache's last write.
    var wasCut = 0
    for round in 0..<14 {
      let outcome = try ganbook("run", lesson, "--out", "cut", "--allow-errors", signal: (SIGKILL, 0.15 + 0.11 * Double(round)))
      if outcome.status == SIGKILL { wasCut += 1 }
    }
    #expect(wasCut > 2, "hardly any run was cut off")
    for _ in 0..<2 {
      let outcome = try ganbook("run", lesson, "--out", "whole")
      #expect(outcome.status == 0 && outcome.output.contains("sum 15\n"), "\(outcome.diagnostics)")
    }
    let before = try entries(ganbook)
    _ = try ganbook("run", lesson, "--out", "again")
    #expect(try entries(ganbook) == before && !before.isEmpty)
  }

  /// What the cache holds, but for what a killed compiler left, which is swept up after an hour.
  private func entries(_ ganbook: Ganbook) throws -> Set<String> {
    let names = try FileManager.default.subpathsOfDirectory(atPath: ganbook.folder.path + "/cache")
    return Set(names.filter { $0.hasSuffix(".so") || $0.hasSuffix(".cell") || $0.hasSuffix(".swiftmodule") })
  }
}
