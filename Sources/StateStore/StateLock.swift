import Glibc

/// One session opens, checks and mends the database at a time.
///
/// The lock ends with the process that holds it. It is waited for only a while: a session that was stopped must not stop all others, and where the
/// file system knows no locks the opening goes on without.
enum StateLock {
  static func hold<Result, Failure: Error>(in directory: String, _ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    let descriptor = open(directory + "/state.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { if descriptor >= 0 { close(descriptor) } }
    if descriptor >= 0 { wait(for: descriptor) }
    return try body()
  }

  private static func wait(for descriptor: Int32) {
    for _ in 0..<100 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK { return }
      usleep(20_000)
    }
  }
}
