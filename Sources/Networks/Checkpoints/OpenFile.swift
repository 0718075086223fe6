import Glibc

/// A file that is open for reading, and closed with the end of this value.
struct OpenFile: ~Copyable {
  let path: String
  private let descriptor: Int32

  init(_ path: String) throws(CheckpointError) {
    // Without waiting, or a pipe would hold the reader up before it can be refused.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if descriptor < 0 { throw .unreadable(path: path, code: errno) }
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// The file's length; nothing but a file has one.
  func length() throws(CheckpointError) -> Int {
    var status = stat()
    if fstat(descriptor, &status) != 0 { throw .unreadable(path: path, code: errno) }
    if status.st_mode & S_IFMT != S_IFREG { throw .notAFile(path: path) }
    return Int(status.st_size)
  }

  /// Some of the file's bytes, all of them there.
  func bytes(_ range: Range<Int>) throws(CheckpointError) -> [UInt8] {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, initialized in
      guard let memory = buffer.baseAddress else { return }
      (initialized, code) = read(at: range.lowerBound, range.count, into: memory)
    }
    if code != 0 { throw .unreadable(path: path, code: code) }
    if bytes.count < range.count { throw .truncated(path: path, tensor: "header") }
    return bytes
  }

  /// How many bytes were read, fewer only where the file ends, and the system's error number.
  func read(at offset: Int, _ count: Int, into memory: UnsafeMutableRawPointer) -> (Int, Int32) {
    var done = 0
    while done < count {
      let part = pread(descriptor, memory + done, count - done, off_t(offset + done))
      if part == 0 { break }
      if part > 0 { done += part } else if errno != EINTR { return (done, errno) }
    }
    return (done, 0)
  }
}
