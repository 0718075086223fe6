/// The lines and marks that are drawn around text, in Unicode or, where the locale has none, in ASCII.
public struct Ornaments: Sendable, Equatable {
  public let bullets: [String]
  public let horizontal: String
  public let heavy: String
  public let vertical: String
  /// Top, middle and bottom: left corner, crossing, right corner.
  let corners: [[String]]
  public let ellipsis: String
  /// Signs that precede an outcome, so that its colour is never the only sign.
  public let success: String
  public let failure: String

  public init(isUnicode: Bool) {
    bullets = isUnicode ? ["•", "◦", "▪"] : ["*", "-", "+"]
    horizontal = isUnicode ? "─" : "-"
    heavy = isUnicode ? "━" : "="
    vertical = isUnicode ? "│" : "|"
    corners = isUnicode ? [["┌", "┬", "┐"], ["├", "┼", "┤"], ["└", "┴", "┘"]] : Array(repeating: ["+", "+", "+"], count: 3)
    ellipsis = isUnicode ? "…" : "..."
    success = isUnicode ? "✓" : "ok"
    failure = isUnicode ? "✗" : "x"
  }
}
