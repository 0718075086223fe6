/// What a piece of text is; how it looks follows from that.
public enum TextRole: Hashable, Sendable, CaseIterable {
  case plain, heading, emphasis, strong, code, mathematics, link, faint, accent
  case keyword, type, string, number, comment, call
  case error, warning, success

  /// The looks of the role.
  ///
  /// Roles that may stand side by side differ in weight or slant too, or in their words: colour is never the only sign.
  public var attributes: TextAttributes {
    switch self {
    case .plain, .call: .plain
    case .heading, .strong: TextAttributes(isBold: true)
    case .emphasis, .mathematics: TextAttributes(isItalic: true)
    case .code: TextAttributes(color: .blue)
    case .link: TextAttributes(isUnderlined: true)
    case .faint: TextAttributes(isFaint: true)
    case .accent: TextAttributes(color: .blue, isBold: true)
    case .keyword: TextAttributes(color: .magenta, isBold: true)
    case .type, .number: TextAttributes(color: .blue)
    case .string: TextAttributes(color: .red)
    case .comment: TextAttributes(isFaint: true, isItalic: true)
    case .error: TextAttributes(color: .red, isBold: true)
    case .warning: TextAttributes(color: .magenta, isBold: true)
    // Not bold: terminals that brighten bold text make green unreadable on a light ground.
    case .success: TextAttributes(color: .green)
    }
  }
}
