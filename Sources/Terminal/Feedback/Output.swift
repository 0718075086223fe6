import Glibc

/// A file descriptor that text is sent to, whole texts in one write where the system takes them.
public struct Output: Sendable {
  /// Where the text goes.
  public let descriptor: Int32

  /// Results.
  public static let standardOutput = Output(descriptor: STDOUT_FILENO)
  /// Diagnostics and progress.
  public static let standardError = Output(descriptor: STDERR_FILENO)

  public init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Sends a text.
  ///
  /// - Returns: False when the other end is gone or refuses.
  @discardableResult
  public func write(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = Glibc.write(descriptor, bytes.baseAddress! + sent, bytes.count - sent)
        if count > 0 { sent += count } else if !waitAfterFailure() { return false }
      }
      return true
    }
  }

  /// Whether writing may be tried again: after a signal at once, where the descriptor does not block as soon as it takes more.
  private func waitAfterFailure() -> Bool {
    if errno == EINTR { return true }
    guard errno == EAGAIN else { return false }
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&request, 1, -1) >= 0 || errno == EINTR
  }
}
