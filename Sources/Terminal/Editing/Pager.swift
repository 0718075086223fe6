import Glibc

/// Shows lines in pages where a window is too low for them, so that nothing scrolls away unread.
public struct Pager: Sendable {
  /// Rows of the window.
  private let height: Int
  private let style: Style

  /// Rows that the place line, the prompt or the pager's own question take.
  private static let reserved = 2

  public init(height: Int, style: Style) {
    self.height = height
    self.style = style
  }

  /// The lines, cut where a blank line ends a paragraph, a formula or a cell; in the middle of one only when it fills more than a third of the window.
  package func pages(_ lines: [StyledText]) -> [ArraySlice<StyledText>] {
    let room = max(4, height - Self.reserved)
    var pages: [ArraySlice<StyledText>] = []
    var rest = lines[...]
    while rest.count > room {
      let limit = rest.startIndex + room
      let earliest = rest.startIndex + room * 2 / 3
      let cut = rest[earliest..<limit].lastIndex(where: \.isEmpty).map { $0 + 1 } ?? limit
      pages.append(rest[..<cut])
      rest = rest[cut...]
    }
    return pages + [rest]
  }

  /// Prints the lines on standard output; between pages it waits for a key of the terminal behind standard input.
  ///
  /// Return, Space and every other key go on; `q`, Escape and Ctrl-C end the asking. Who types ahead does not want to be asked.
  ///
  /// - Parameter leavesRest: Whether the rest is then left out, as of a list that was called up, instead of shown at once, as of a lesson.
  public func show(_ lines: [StyledText], leavesRest: Bool = false, write: (String) -> Void) {
    let pages = pages(lines)
    var isAsking = pages.count > 1 && isatty(STDIN_FILENO) == 1 && !Key.isWaiting
    for (index, page) in pages.enumerated() {
      write(style(Array(page)))
      guard isAsking, index < pages.count - 1 else { continue }
      write(style(StyledText("-- more: Return goes on, q \(leavesRest ? "leaves" : "shows all the rest") --", .faint)))
      let key = Key.read()
      write("\r\u{1B}[K")
      let goesOn = ![nil, UInt8(ascii: "q"), 0x1B, 0x03, 0x04].contains(key)
      if !goesOn, leavesRest { return }
      isAsking = goesOn
    }
  }
}

/// Single keys of the terminal behind standard input.
enum Key {
  /// Whether something was typed that nobody has read yet.
  static var isWaiting: Bool {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return false }
    return raw(settings) {
      var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      return poll(&request, 1, 0) > 0
    }
  }

  /// Waits for a key, and swallows what else it sends, as arrows do; `nil` when the terminal is gone.
  static func read() -> UInt8? {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
    return raw(settings) {
      var bytes = [UInt8](repeating: 0, count: 64)
      var count = 0
      repeat { count = Glibc.read(STDIN_FILENO, &bytes, bytes.count) } while count < 0 && errno == EINTR
      guard count > 0 else { return nil }
      // An arrow key begins like Escape and is none.
      return count > 1 && bytes[0] == 0x1B ? UInt8(ascii: " ") : bytes[0]
    }
  }

  private static func raw<Result>(_ settings: termios, _ body: () -> Result) -> Result {
    var (before, changed) = (settings, settings)
    changed.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    withUnsafeMutableBytes(of: &changed.c_cc) { keys in
      keys[Int(VMIN)] = 1
      keys[Int(VTIME)] = 0
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &changed)
    defer { tcsetattr(STDIN_FILENO, TCSANOW, &before) }
    return body()
  }
}
