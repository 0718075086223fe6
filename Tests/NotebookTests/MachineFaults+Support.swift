import Foundation
import Notebook

/// The real toolchain under another root, with a frontend of the test's own in front of the real one.
struct FakeToolchain {
  let root: String
  private let real: Toolchain

  /// - Parameter frontend: Shell commands that run before the real frontend takes over.
  init(at folder: String, frontend: String) throws {
    root = folder + "/toolchain"
    real = try Toolchain.find(for: ModuleLocations.find(executable: TestNotebook.executable))
    let manager = FileManager.default
    try manager.createDirectory(atPath: root + "/bin", withIntermediateDirectories: true)
    try manager.createSymbolicLink(atPath: root + "/lib", withDestinationPath: real.root + "/lib")
    for tool in [real.linker, real.symbolizer] {
      try manager.createSymbolicLink(atPath: root + "/bin/" + (tool as NSString).lastPathComponent, withDestinationPath: tool)
    }
    try write(frontend)
  }

  /// From here on it is the real one.
  func mend() throws { try write("") }

  func change(to frontend: String) throws { try write(frontend) }

  private func write(_ commands: String) throws {
    let path = root + "/bin/swift-frontend"
    try "#!/bin/sh\n\(commands)\nexec '\(real.frontend)' \"$@\"\n".write(toFile: path, atomically: true, encoding: .utf8)
    chmod(path, 0o755)
  }
}

/// A small file system in memory, which only root may mount; always on a folder of its own.
final class SmallVolume {
  let path: String

  static let canMount: Bool = {
    guard geteuid() == 0, let volume = try? SmallVolume(kilobytes: 64) else { return false }
    volume.unmount()
    return true
  }()

  init(kilobytes: Int) throws {
    path = TestNotebook.freshCache()
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    guard Self.run("mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k,mode=700", "ganbook-test", path) else {
      rmdir(path)
      throw CocoaError(.fileWriteUnknown)
    }
  }

  /// Fills the volume until so many kilobytes are left.
  func fill(leaving kilobytes: Int) throws {
    try empty()
    let information = try FileManager.default.attributesOfFileSystem(forPath: path)
    let free = (information[.systemFreeSize] as? NSNumber)?.intValue ?? 0
    let bytes = Data(count: max(0, free - kilobytes * 1_024))
    guard FileManager.default.createFile(atPath: path + "/filler", contents: bytes) else { throw CocoaError(.fileWriteUnknown) }
  }

  func empty() throws { unlink(path + "/filler") }

  func unmount() {
    if Self.run("umount", path) { rmdir(path) }
  }

  private static func run(_ arguments: String...) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}

/// A wall clock that jumps by an hour each time somebody looks, put in front of the system's.
enum JumpingClock {
  private static var clang: String? {
    (try? Toolchain.find(for: ModuleLocations.find(executable: TestNotebook.executable))).map { $0.root + "/bin/clang" }
  }

  static var isAvailable: Bool { clang.map { access($0, X_OK) == 0 } ?? false }

  private static let source = """
    #define _GNU_SOURCE
    #include <sys/syscall.h>
    #include <sys/time.h>
    #include <time.h>
    #include <unistd.h>
    static long jump(void) { static unsigned count; return __atomic_fetch_add(&count, 1, __ATOMIC_RELAXED) % 2 ? -3600 : 3600; }
    int clock_gettime(clockid_t clock, struct timespec *time) {
      long failed = syscall(SYS_clock_gettime, clock, time);
      if (!failed && clock == CLOCK_REALTIME) time->tv_sec += jump();
      return (int)failed;
    }
    int gettimeofday(struct timeval *restrict now, void *restrict zone) {
      struct timespec time;
      (void)zone;
      clock_gettime(CLOCK_REALTIME, &time);
      now->tv_sec = time.tv_sec;
      now->tv_usec = time.tv_nsec / 1000;
      return 0;
    }
    time_t time(time_t *result) {
      struct timespec now;
      clock_gettime(CLOCK_REALTIME, &now);
      if (result) *result = now.tv_sec;
      return now.tv_sec;
    }
    """

  static func build(in folder: String) throws -> String {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let (file, library) = (folder + "/clock.c", folder + "/clock.so")
    try source.write(toFile: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: clang ?? "")
    process.arguments = ["-O1", "-shared", "-fPIC", "-o", library, file]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return library
  }
}
