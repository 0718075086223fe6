import Foundation

/// A directory of a test's own, gone when the test ends.
final class Sandbox {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("state-\(UUID())").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var database: String { path + "/state.sqlite" }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  func bytes() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: database)) }

  func write(_ bytes: Data) throws { try bytes.write(to: URL(fileURLWithPath: database)) }
}
