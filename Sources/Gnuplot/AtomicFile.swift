import Glibc

/// Saves files so that a reader finds the old one or the new one, never a part.
package enum AtomicFile {
  /// Writes `bytes` beside `path`, sees them onto the disk and renames.
  package static func write(_ bytes: [UInt8], to path: String) throws(GnuplotError) {
    let temporary = "\(path).\(getpid())-\(String(UInt32.random(in: .min ... .max), radix: 36)).tmp"
    let code = save(bytes, to: temporary, then: path)
    if code != 0 {
      _ = unlink(temporary)
      throw .unwritable(path: path, code: code)
    }
  }

  /// Returns 0, or the system's error number.
  private static func save(_ bytes: [UInt8], to temporary: String, then path: String) -> Int32 {
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { return errno }
    var code = writeAll(bytes, to: file)
    if code == 0, fsync(file) != 0 { code = errno }
    if close(file) != 0, code == 0 { code = errno }
    if code == 0, rename(temporary, path) != 0 { code = errno }
    return code
  }

  /// Returns 0, or the system's error number.
  package static func writeAll(_ bytes: [UInt8], to file: Int32) -> Int32 {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + done, $0.count - done) }
      if count >= 0 { done += count } else if errno != EINTR { return errno }
    }
    return 0
  }
}
