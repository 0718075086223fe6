/// The lines and marks that are drawn around text, in Unicode or, where the locale has none, in ASCII.
public struct Ornaments: Sendable, Equatable {
  /// The marks of list items, by depth.
  public let bullets: [String]
  /// The light line.
  public let horizontal: String
  /// The line below a main heading.
  public let heavy: String
  /// The bar beside quotations and source lines.
  public let vertical: String
  /// Top, middle and bottom: left corner, crossing, right corner.
  let corners: [[String]]
  /// What stands for something left out.
  public let ellipsis: String
  /// The sign before a good outcome, whose colour is never the only sign.
  public let success: String
  /// The sign before a bad outcome.
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
