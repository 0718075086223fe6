/// How a terminal takes pictures between its lines of text.
public enum GraphicsProtocol: String, Sendable, CaseIterable {
  /// PNG files in escape sequences of the kitty terminal, which others have too.
  case kitty
  /// Six rows of pixels a character, as DEC's printers and terminals had them.
  case sixel
}
