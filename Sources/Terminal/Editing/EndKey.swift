import Glibc

/// Keeps a Ctrl-D that is pressed while a cell runs for the next prompt.
///
/// Between two prompts the terminal gathers lines, and there it takes Ctrl-D for an end of the input that nobody reads: when readline
/// takes over, the key is lost. So it is made a character like any other until the next prompt, and given back when the program ends.
enum EndKey {
  /// `_POSIX_VDISABLE` of Linux, a macro that Swift does not see: no key at all.
  private static let noKey: cc_t = 0
  nonisolated(unsafe) private static var original: cc_t?
  nonisolated(unsafe) private static var isGivenBackAtExit = false

  /// Call when a line has been read and readline has left the terminal.
  static func hold() {
    guard original == nil, let key = exchange(noKey) else { return }
    original = key
    if !isGivenBackAtExit {
      isGivenBackAtExit = true
      atexit { EndKey.release() }
    }
  }

  /// Call before readline takes the terminal again.
  static func release() {
    guard let key = original else { return }
    original = nil
    _ = exchange(key)
  }

  /// Sets the key that ends the input and returns the one before; nil where there is no terminal.
  private static func exchange(_ key: cc_t) -> cc_t? {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
    let before = withUnsafeMutableBytes(of: &settings.c_cc) { keys in
      defer { keys[Int(VEOF)] = key }
      return keys[Int(VEOF)]
    }
    return tcsetattr(STDIN_FILENO, TCSANOW, &settings) == 0 ? before : nil
  }
}
