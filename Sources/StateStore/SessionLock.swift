import Glibc

/// The sign that a session lives: a lock on a file, which the system takes away when the process ends, however it ends.
public final class SessionLock {
  private let descriptor: Int32
  private let path: String

  fileprivate init?(path: String) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, Self.isSameFile(descriptor, path) else {
      close(descriptor)
      return nil
    }
  }

  deinit { close(descriptor) }

  /// Ends the session: nobody else looks for it any more.
  public func remove() { unlink(path) }

  /// The session before may have removed its file between our opening and our locking it.
  private static func isSameFile(_ descriptor: Int32, _ path: String) -> Bool {
    var (opened, named) = (stat(), stat())
    return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0 && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }
}

extension StateStore {
  /// Takes a session for this process.
  ///
  /// - Returns: `nil` while another process lives in it, and where the state is kept in memory.
  public func lock(session: String) -> SessionLock? {
    guard let path, !session.contains("/") else { return nil }
    return SessionLock(path: "\(path).\(session).lock")
  }
}
