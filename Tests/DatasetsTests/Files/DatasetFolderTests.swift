import Datasets
import Foundation
import Testing

@Suite("Finding and reading datasets")
struct DatasetFolderTests {
  /// A folder of its own, with these files in it.
  private func folder(_ files: [String: String]) throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("datasets-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)")) }
    return path
  }

  @Test("a checkout and an installation are found in the folders above the executable")
  func candidates() {
    let folders = DatasetFolder.candidates(environment: { _ in nil }, executable: "/usr/local/bin/ganbook")
    #expect(folders.contains("/usr/local/share/ganbook/Datasets"))
    #expect(folders.first == "/usr/local/bin/Datasets")
  }

  @Test("the reader's own word comes before everything else")
  func environment() {
    let named = DatasetFolder.candidates(
      environment: { ["GANBOOK_DATASETS": "/data", "GANBOOK_HOME": "/ganbook"][$0] }, executable: "/usr/bin/x")
    #expect(named == ["/data"])
    #expect(
      DatasetFolder.candidates(environment: { $0 == "GANBOOK_HOME" ? "/ganbook" : nil }, executable: "/usr/bin/x") == ["/ganbook/Datasets"])
  }

  @Test("a missing file is reported with every folder that was looked at")
  func missing() throws {
    let empty = try folder([:])
    defer { try? FileManager.default.removeItem(atPath: empty) }
    #expect(throws: DatasetError.notFound(file: "digits/digits.csv", searched: [empty])) {
      try DatasetFolder.path(of: "digits/digits.csv", in: [empty])
    }
  }

  @Test("a folder in a file's place is unreadable, and the system's reason is given")
  func unreadable() throws {
    let path = try folder([:])
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: DatasetError.unreadable(path: path, reason: "Is a directory")) { try DatasetFolder.read(path) }
  }

  @Test("one changed byte is noticed")
  func checksum() throws {
    let digest = SHA256.hexadecimal(of: Array("1,2\n".utf8))
    let path = try folder(["a.csv": "1,3\n", "SHA256SUMS": "\(digest)  a.csv\n"])
    defer { try? FileManager.default.removeItem(atPath: path) }
    let changed = SHA256.hexadecimal(of: Array("1,3\n".utf8))
    #expect(throws: DatasetError.checksum(path: "\(path)/a.csv", expected: digest, found: changed)) {
      try DatasetFolder.verify(try DatasetFolder.read("\(path)/a.csv"), at: "\(path)/a.csv")
    }
    try DatasetFolder.verify(Array("1,2\n".utf8), at: "\(path)/a.csv")
  }

  @Test("a list without the file's checksum is malformed, not satisfied")
  func noChecksum() throws {
    let path = try folder(["a.csv": "1\n", "SHA256SUMS": "00  b.csv\n"])
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: DatasetError.malformed(path: "\(path)/SHA256SUMS", line: 1, problem: "it has no checksum for a.csv")) {
      try DatasetFolder.verify([], at: "\(path)/a.csv")
    }
  }

  @Test(
    "every error says what happened, where, and what to do",
    arguments: [
      (
        DatasetError.notFound(file: "digits/digits.csv", searched: ["/a", "/b"]),
        "the dataset file digits/digits.csv was not found; looked in /a, /b. Set GANBOOK_DATASETS to the folder that holds it."
      ),
      (
        .unreadable(path: "/a/x.csv", reason: "Permission denied"),
        "/a/x.csv cannot be read: Permission denied. Check that the file is there and that you may read it."
      ),
      (
        .checksum(path: "/a/x.csv", expected: "12", found: "34"),
        "/a/x.csv is not the published file: its SHA-256 is 34, it should be 12. Get it again, for example with `git checkout -- Datasets`."
      ),
      (
        .malformed(path: "/a/x.csv", line: 7, problem: "there are 3 fields"),
        "/a/x.csv:7: there are 3 fields. Mend that line, or get the file again with `git checkout -- Datasets`."
      ),
    ])
  func messages(error: DatasetError, text: String) {
    #expect("\(error)" == text)
  }
}
