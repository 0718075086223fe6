import Glibc

/// A file that is replaced whole or not at all.
enum AtomicFile {
  /// Writes the parts beside `path`, sees them onto the disk and renames.
  ///
  /// A full disk, a folder that may not be written and a process that dies on the way leave what stood there before. Where `path` is a link, the
  /// file it points to is replaced.
  static func write(_ parts: [UnsafeRawBufferPointer], to path: String) throws(CheckpointError) {
    let target = try target(of: path)
    var temporary = ""
    var descriptor: Int32 = -1
    // A process that died may have left the first names.
    for attempt in 0..<100 where descriptor < 0 {
      temporary = "\(target).\(getpid())-\(attempt).tmp"
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor < 0 && errno != EEXIST { break }
    }
    if descriptor < 0 { throw .unwritable(path: path, code: errno) }
    var code = writeAll(parts, to: descriptor)
    if code == 0, fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    if code == 0, rename(temporary, target) != 0 { code = errno }
    if code != 0 {
      unlink(temporary)
      throw .unwritable(path: path, code: code)
    }
    synchronizeFolder(of: target)
  }

  /// Where the file lies in the end; only a file, or nothing yet, may be replaced.
  private static func target(of path: String) throws(CheckpointError) -> String {
    var status = stat()
    if stat(path, &status) != 0 { return path }
    if status.st_mode & S_IFMT != S_IFREG { throw .notAFile(path: path) }
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Returns 0, or the system's error number.
  private static func writeAll(_ parts: [UnsafeRawBufferPointer], to descriptor: Int32) -> Int32 {
    for part in parts {
      var done = 0
      while done < part.count {
        let count = Glibc.write(descriptor, part.baseAddress! + done, part.count - done)
        if count >= 0 { done += count } else if errno != EINTR { return errno }
      }
    }
    return 0
  }

  /// The new name is in the folder, which has to reach the disk too. The file is complete by now: a system that cannot do this loses nothing.
  private static func synchronizeFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 { return }
    fsync(descriptor)
    close(descriptor)
  }
}
