import Foundation

/// A directory of one test's own, which is gone with it.
final class Scratchpad {
  let path = NSTemporaryDirectory() + "pictures-" + UUID().uuidString

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  func contents(_ name: String) -> Data? { FileManager.default.contents(atPath: file(name)) }

  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] }

  /// A program in the place of gnuplot.
  func fakeGnuplot(_ script: String) throws -> String {
    let program = file("gnuplot")
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: program))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    return program
  }
}
