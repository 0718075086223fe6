import Glibc

/// What is known about the terminal behind a file descriptor.
public struct TerminalInformation: Sendable, Equatable {
  /// Columns; 80 where nothing is known.
  public var width: Int
  /// Rows; 24 where nothing is known.
  public var height: Int
  /// True when a person may be watching.
  public var isTerminal: Bool
  /// True when the cursor can be moved: a terminal whose `TERM` is not `dumb`.
  public var canMoveCursor: Bool
  /// True when the locale encodes text as UTF-8; elsewhere only ASCII is printed.
  public var isUnicode: Bool

  /// A description of a terminal that need not exist, as files, exports and tests want it.
  public init(width: Int = 80, height: Int = 24, isTerminal: Bool = false, canMoveCursor: Bool = false, isUnicode: Bool = true) {
    self.width = width
    self.height = height
    self.isTerminal = isTerminal
    self.canMoveCursor = canMoveCursor
    self.isUnicode = isUnicode
  }

  /// Asks the terminal behind a descriptor; the window's size is the one of this moment.
  ///
  /// - Parameters:
  ///   - descriptor: 1 for standard output, 2 for diagnostics and progress.
  ///   - environment: `COLUMNS`, `TERM` and the locale's variables are read.
  public init(descriptor: Int32, environment: [String: String]) {
    let size = Self.windowSize(of: descriptor)
    let term = environment["TERM"] ?? ""
    isTerminal = isatty(descriptor) == 1
    width = size?.columns ?? environment["COLUMNS"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil } ?? 80
    height = size?.rows ?? 24
    canMoveCursor = isTerminal && !term.isEmpty && term != "dumb"
    isUnicode = Self.isUnicode(environment)
  }

  /// Whether the locale that the environment asks for is a UTF-8 one.
  ///
  /// The first of `LC_ALL`, `LC_CTYPE` and `LANG` that is not empty decides, as POSIX has it.
  public static func isUnicode(_ environment: [String: String]) -> Bool {
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
    let encoding = name.lowercased().filter { $0 != "-" }
    return encoding.contains("utf8")
  }

  private static func windowSize(of descriptor: Int32) -> (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_col), size.ws_row > 0 ? Int(size.ws_row) : 24)
  }
}
