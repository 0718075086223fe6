import Foundation

/// A folder that is gone when the test is.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("ganbook-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ text: String, to name: String) throws -> String {
    let file = "\(path)/\(name)"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    return file
  }

  func emptyFile(_ name: String) throws -> (path: String, handle: FileHandle) {
    let file = try write("", to: name)
    return (file, try FileHandle(forWritingTo: URL(fileURLWithPath: file)))
  }

  func text(of name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

  /// Names in a folder below this one, sorted; none where there is no such folder.
  func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).sorted()
  }

  /// A folder that holds links to some of the programs on PATH and nothing else, to be a PATH of its own.
  func folderOfLinks(to programs: [String]) throws -> String {
    let folder = "\(path)/programs"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let places = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    for program in programs {
      guard let place = places.first(where: { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }) else { continue }
      try FileManager.default.createSymbolicLink(atPath: "\(folder)/\(program)", withDestinationPath: "\(place)/\(program)")
    }
    return folder
  }
}
