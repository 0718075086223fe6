/// What gnuplot's `svg` terminal leaves to be done.
enum VectorDocument {
  /// Gives an SVG file the description that screen readers read, and the weight of bold text, which gnuplot takes for a
  /// part of the font's name.
  static func finished(_ bytes: [UInt8], description: String, style: PlotStyle) -> [UInt8] {
    var text = String(decoding: bytes, as: UTF8.self)
    let families = escaped(style.fonts.joined(separator: ","))
    text = replacing(
      "font-family=\"\(escaped(style.fonts.first ?? "")):Bold\"", in: text, with: "font-family=\"\(families)\" font-weight=\"bold\"")
    if let start = text.range(of: "<title>"), let end = text.range(of: "</desc>") {
      text.replaceSubrange(start.lowerBound..<end.upperBound, with: "<title>\(escaped(plain(description)))</title>")
    }
    return Array(text.utf8)
  }

  private static func replacing(_ pattern: String, in text: String, with replacement: String) -> String {
    var (result, rest) = ("", text[...])
    while let range = rest.range(of: pattern) {
      result += rest[..<range.lowerBound] + replacement
      rest = rest[range.upperBound...]
    }
    return result + rest
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}

extension StringProtocol {
  /// Where `pattern` first occurs. The standard library offers this only with regular expressions.
  fileprivate func range(of pattern: String) -> Range<Index>? {
    let (bytes, wanted) = (utf8, Array(pattern.utf8))
    guard let first = wanted.first else { return nil }
    var start = startIndex
    while let candidate = bytes[start...].firstIndex(of: first) {
      if bytes[candidate...].starts(with: wanted), let end = bytes.index(candidate, offsetBy: wanted.count, limitedBy: endIndex) {
        return candidate..<end
      }
      start = bytes.index(after: candidate)
    }
    return nil
  }
}
