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
}
