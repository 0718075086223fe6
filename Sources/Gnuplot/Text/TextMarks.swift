import Glibc

/// The characters that tell series apart where colour may not be the only difference.
struct TextMarks {
  let glyphs: TextTerminal.Glyphs

  private static let unicode: [Unicode.Scalar] = ["●", "■", "▲", "◆", "○", "□", "△", "◇"]
  private static let ascii: [Unicode.Scalar] = ["*", "o", "+", "x", "@", "%", "&", "="]

  func series(_ index: Int) -> Unicode.Scalar {
    let marks = glyphs == .unicode ? TextMarks.unicode : TextMarks.ascii
    return marks[index % marks.count]
  }

  /// What lies faint below.
  var faint: Unicode.Scalar { glyphs == .unicode ? "·" : "." }
  var centre: Unicode.Scalar { glyphs == .unicode ? "✕" : "X" }

  /// An arrow by its direction; a dot where it is too short to have one.
  func arrow(alongX: Double, alongY: Double, share: Double) -> Unicode.Scalar {
    guard share > 0.04 else { return faint }
    let eighth = Int((atan2(alongY, alongX) / (.pi / 4)).rounded() + 8) % 8
    let arrows: [Unicode.Scalar] =
      glyphs == .unicode ? ["→", "↗", "↑", "↖", "←", "↙", "↓", "↘"] : [">", "/", "^", "\\", "<", "/", "v", "\\"]
    return arrows[eighth]
  }
}
