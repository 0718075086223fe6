import Foundation
import Testing

/// What a power cut leaves of the notebook's state: the files as they were when they were last synced, and nothing written since.
///
/// A library in front of the system's copies each file that is synced; the copies then take the files' places.
@Suite("A power cut")
struct PowerCutTests {
  private static let source = """
    #define _GNU_SOURCE
    #include <fcntl.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/syscall.h>
    #include <unistd.h>
    static void keep(int file) {
      const char *folder = getenv("GANBOOK_TEST_DURABLE");
      char name[64], path[4096], copy[8192], bytes[65536];
      snprintf(name, sizeof name, "/proc/self/fd/%d", file);
      ssize_t count = readlink(name, path, sizeof path - 1);
      if (!folder || count < 0) return;
      path[count] = 0;
      if (!strstr(path, "/state.sqlite")) return;
      snprintf(copy, sizeof copy, "%s%s", folder, strrchr(path, '/'));
      int out = open(copy, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
      for (off_t at = 0; (count = pread(file, bytes, sizeof bytes, at)) > 0; at += count)
        if (write(out, bytes, (size_t)count) != count) abort();
      close(out);
    }
    int fsync(int file) { keep(file); return (int)syscall(SYS_fsync, file); }
    int fdatasync(int file) { keep(file); return (int)syscall(SYS_fdatasync, file); }
    """

  /// The toolchain that builds the tests has a C compiler.
  private static let clang: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    return folders.map { $0 + "/clang" }.first { access($0, X_OK) == 0 }
  }()

  private func build(in folder: String) throws -> String {
    let (file, library) = (folder + "/durable.c", folder + "/durable.so")
    try Self.source.write(toFile: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.clang))
    process.arguments = ["-O1", "-shared", "-fPIC", "-o", library, file]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return library
  }

  @Test(
    "what a reader did is on disk before it runs: after a power cut in a cell the cells before it run again, and that cell is shown",
    .enabled(if: clang != nil, "needs clang on PATH"))
  func powerCut() throws {
    var ganbook = try Ganbook()
    let durable = ganbook.folder.path + "/durable"
    let state = ganbook.folder.path + "/state/ganbook"
    try FileManager.default.createDirectory(atPath: durable, withIntermediateDirectories: true)
    let library = try build(in: ganbook.folder.path)
    let lesson = try ganbook.lesson("```swift\nvar sum = 1\n```\n\n```swift\nsum += 10;\n```\n")
    ganbook.environment["LD_PRELOAD"] = library
    ganbook.environment["GANBOOK_TEST_DURABLE"] = durable
    let first = try PseudoTerminal(ganbook, ["open", lesson])
    for cell in 1...2 {
      try first.wait(for: "cell \(cell) of 2")
      first.type("\r")
    }
    try first.wait(for: ":lessons lists all lessons")
    first.type("print(\"begun\"); while true {}\r")
    try first.wait(for: "\nbegun")
    // From here on nothing reaches the disk.
    let files = try FileManager.default.contentsOfDirectory(atPath: durable)
    let saved = try files.map { ($0, try Data(contentsOf: URL(fileURLWithPath: "\(durable)/\($0)"))) }
    first.kill(SIGKILL)
    _ = try first.end()
    let present = try FileManager.default.contentsOfDirectory(atPath: state).filter { $0.hasPrefix("state.sqlite") }
    #expect(files.contains("state.sqlite-wal"))
    for name in present { try FileManager.default.removeItem(atPath: "\(state)/\(name)") }
    // A file that was removed before the cut is not back after it.
    for (name, bytes) in saved where present.contains(name) { try bytes.write(to: URL(fileURLWithPath: "\(state)/\(name)")) }

    let second = try PseudoTerminal(ganbook, ["open", lesson])
    try second.wait(for: "was cut off: 2 cells had run and another was running")
    second.type("\r")
    try second.wait(for: "The notebook stands where it was.")
    try second.wait(for: "while true {}")
    second.type("\"<\\(sum)>\"\r")
    #expect(try second.wait(for: /"<([^\\>]*)>"/) == "11")
  }
}
