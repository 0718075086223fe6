/// Where a picture goes.
public enum Output: Sendable, Equatable {
  /// A file; its extension decides the format: png, svg, pdf or gif. It appears whole or not at all.
  case file(String)
  /// The bytes of a PNG file, for terminals that show images.
  case png
  /// The bytes of a sixel picture, for terminals that show those.
  case sixel
  /// A window of its own on the display of DISPLAY or WAYLAND_DISPLAY; it stays until it is closed.
  case window
  /// Characters for a terminal.
  case text(TextTerminal)
}

/// What a terminal can show.
public struct TextTerminal: Sendable, Equatable {
  /// Which characters it has.
  public enum Glyphs: Sendable, Equatable {
    /// Braille dots, blocks and box drawing.
    case unicode
    /// For a locale that is not UTF-8, and for the Linux console.
    case ascii
  }

  public var columns: Int
  public var rows: Int
  /// Whether escape sequences for colour are allowed.
  public var color: Bool
  public var glyphs: Glyphs

  public init(columns: Int, rows: Int, color: Bool, glyphs: Glyphs = .unicode) {
    self.columns = columns
    self.rows = rows
    self.color = color
    self.glyphs = glyphs
  }
}
