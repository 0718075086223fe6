import Foundation

/// Reads the file of a lesson.
enum LessonFile {
  /// Lessons are some tens of kilobytes; this keeps a wrong path from filling the memory.
  static let largest = 4 << 20

  static func bytes(at path: String) throws(LessonError) -> [UInt8] {
    // Only regular files: opening a pipe would wait for a writer that never comes.
    var status = stat()
    guard stat(path, &status) == 0 else { throw .unreadable(file: path, reason: reason(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(file: path, reason: status.st_mode & S_IFMT == S_IFDIR ? "it is a folder" : "it is no regular file")
    }
    guard status.st_size <= largest else { throw .tooLarge(file: path, bytes: Int(status.st_size)) }
    guard let stream = fopen(path, "r") else { throw .unreadable(file: path, reason: reason(errno)) }
    defer { fclose(stream) }
    var bytes = [UInt8](repeating: 0, count: largest + 1)
    let count = fread(&bytes, 1, bytes.count, stream)
    guard ferror(stream) == 0 else { throw .unreadable(file: path, reason: reason(errno)) }
    guard count <= largest else { throw .tooLarge(file: path, bytes: count) }
    return Array(bytes[..<count])
  }

  private static func reason(_ code: CInt) -> String { String(cString: strerror(code)) }
}
