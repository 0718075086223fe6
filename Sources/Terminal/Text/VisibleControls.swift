extension String {
  /// The text with its control characters made visible, so that it cannot move the cursor, change colours or talk to the terminal.
  ///
  /// Newlines, tabs and carriage returns stay: a line that is printed over itself is an honest use of a terminal.
  ///
  /// - Parameter isUnicode: Escape becomes `\u{241b}`, its picture; otherwise `^[`.
  public func visibleControls(isUnicode: Bool) -> String {
    guard utf8.contains(where: { ($0 < 0x20 && !Self.isKept($0)) || $0 == 0x7f || $0 == 0xc2 }) else { return self }
    var visible = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0..<0x20 where !Self.isKept(UInt8(scalar.value)), 0x7f: visible.append(contentsOf: Self.picture(scalar.value, isUnicode))
      case 0x80..<0xa0: visible.append("\u{fffd}")
      default: visible.append(scalar)
      }
    }
    return String(visible)
  }

  private static func isKept(_ byte: UInt8) -> Bool { byte == 0x0a || byte == 0x09 || byte == 0x0d }

  private static func picture(_ control: UInt32, _ isUnicode: Bool) -> String.UnicodeScalarView {
    let value = isUnicode ? (control == 0x7f ? 0x2421 : 0x2400 + control) : control ^ 0x40
    let sign = Unicode.Scalar(value) ?? "?"
    return (isUnicode ? "\(sign)" : "^\(sign)").unicodeScalars
  }
}
