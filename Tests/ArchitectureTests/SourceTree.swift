import Foundation

/// The checkout that this test was compiled from.
enum SourceTree {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  struct File {
    var path: String
    var text: String
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  }

  /// Files under a folder of the checkout that have one of these extensions, sorted by path.
  static func files(under folder: String, extensions: Set<String>) -> [File] {
    let names = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)?.compactMap { $0 as? String } ?? []
    return names.sorted()
      .filter { extensions.contains(($0 as NSString).pathExtension) && !$0.contains("__pycache__") }
      .map { File(path: "\(folder)/\($0)", text: text(of: "\(folder)/\($0)")) }
  }

  /// The text of a file, or nothing where it is not UTF-8.
  static func text(of path: String) -> String {
    (try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)) ?? ""
  }

  /// Everything that people wrote: sources, tests, lessons, and the files at the top.
  static func everything() -> [File] {
    let written: Set<String> = ["swift", "c", "h", "cpp", "modulemap", "md", "py", "json", "yml", "txt", "sh"]
    let top = ["Package.swift", "Makefile", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", ".ci/run", ".ci/setup", ".ci/packages"]
    return ["Sources", "Tests", "Lessons"].flatMap { files(under: $0, extensions: written) }
      + top.map { File(path: $0, text: text(of: $0)) }
  }

  /// The modules that a Swift source imports.
  static func imports(of file: File) -> [String] {
    let pattern =
      /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|private|fileprivate)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/
    return file.lines.compactMap { $0.firstMatch(of: pattern).map { String($0.1) } }
  }
}
