import Foundation

/// The file system that holds a path.
struct FileSystem {
  private var information = statvfs()

  init?(holding path: String) {
    guard statvfs(path, &information) == 0 else { return nil }
  }

  /// Bytes that this user may still write.
  var free: UInt64 { UInt64(information.f_bavail) * UInt64(information.f_frsize) }
  /// Whether no more files can be made, however small. Some file systems have no such number.
  var hasNoFilesLeft: Bool { information.f_files > 0 && information.f_favail == 0 }
  /// Whether nothing that lies there can be run or loaded.
  var refusesPrograms: Bool { information.f_flag & 8 != 0 }  // ST_NOEXEC, which the C headers hide from Swift
}
