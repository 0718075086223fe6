import Foundation
import Networks
import Tensors
import Testing

@Suite("Files are replaced whole or not at all")
struct AtomicWriteTests {
  @Test("a disk that is full in the middle of writing leaves the old file, and nothing beside it")
  func fullDisk() async throws {
    let scratch = try Scratch()
    let path = scratch.path("model")
    try save(Tensor([1, 2, 3]), to: path)
    let before = scratch.bytes("model")
    await #expect(processExitsWith: .success) { [path = path as String] in
      // A limit on the size of files stands for the disk: the write that passes it is refused.
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      do throws(CheckpointError) {
        try save(Tensor(zeros: [100_000]), to: path)
      } catch { exit(error == .unwritable(path: path, code: EFBIG) ? EXIT_SUCCESS : EXIT_FAILURE) }
      exit(EXIT_FAILURE)
    }
    #expect(scratch.bytes("model") == before && scratch.names == ["model"])
  }

  @Test("a folder that may not be written leaves the old file, and the message says so")
  func readOnly() async throws {
    let scratch = try Scratch()
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.folder)
    let path = scratch.path("model")
    try save(Tensor([1]), to: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: scratch.folder)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.folder) }
    let before = scratch.bytes("model")
    await #expect(processExitsWith: .success) { [path = path as String] in
      // Permissions do not hold root: the process becomes nobody.
      if geteuid() == 0 && seteuid(65_534) != 0 { exit(EXIT_FAILURE) }
      do throws(CheckpointError) {
        try save(Tensor([2]), to: path)
      } catch {
        let isRight =
          error == .unwritable(path: path, code: EACCES)
          && error.description
            == "\(path) cannot be written: Permission denied. What stood there before is as it was; choose another folder, or make room."
        exit(isRight ? EXIT_SUCCESS : EXIT_FAILURE)
      }
      exit(EXIT_FAILURE)
    }
    #expect(scratch.bytes("model") == before && scratch.names == ["model"])
  }

  @Test("what a writer that died has left is in nobody's way, and a link's file is replaced, not the link")
  func leftovers() throws {
    let scratch = try Scratch()
    for attempt in 0..<3 { try scratch.write([0], "model.\(getpid())-\(attempt).tmp") }
    try save(Tensor([1]), to: scratch.path("model"))
    #expect(scratch.names.filter { !$0.hasSuffix(".tmp") } == ["model"] && scratch.names.count == 4)
    try FileManager.default.createSymbolicLink(atPath: scratch.path("link"), withDestinationPath: scratch.path("model"))
    try save(Tensor([2]), to: scratch.path("link"))
    var tensor = Tensor([0])
    try load(scratch.path("model"), into: &tensor)
    #expect(tensor == Tensor([2]))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scratch.path("link")) == scratch.path("model"))
  }

  @Test("a folder that does not exist is an error")
  func noFolder() throws {
    let path = try Scratch().path("missing/model")
    #expect(throws: CheckpointError.unwritable(path: path, code: ENOENT)) { try save(Tensor([1]), to: path) }
  }
}
