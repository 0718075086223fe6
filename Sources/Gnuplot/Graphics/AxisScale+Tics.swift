import Glibc

extension AxisScale {
  /// How wide the widest number at the axis is about, in pixels, as gnuplot's format `%h` writes it.
  func ticWidth(size: Double) -> Int {
    // A digit of DejaVu Sans is 0.636 of the font's size wide.
    Int((Double(ticTexts.map(\.count).max() ?? 0) * 0.64 * size).rounded(.up))
  }

  private var ticTexts: [String] {
    if logarithmic, low > 0, high / low >= 50 {
      let exponents =
        Int((log10(low) - 1e-9).rounded(.up))...max(Int((log10(low) - 1e-9).rounded(.up)), Int((log10(high) + 1e-9).rounded(.down)))
      return exponents.map { Self.text(pow(10, Double($0))) }
    }
    if logarithmic, low > 0 { return TextTics.halves(self).map(\.text) }
    return TextTics(self, limit: 7).tics.map { Self.text(value(at: $0.position)) }
  }

  private static func text(_ value: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 64)
    // What is 0 but for rounding is written as 0.
    let count = withVaList([value.magnitude < 1e-290 ? 0 : value]) { vsnprintf(&buffer, buffer.count, "%.6g", $0) }
    return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
