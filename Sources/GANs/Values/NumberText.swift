import Glibc

/// Numbers in words.
enum NumberText {
  /// Four significant digits, without trailing zeros: 0.6931, 12, 1.5e-07.
  static func short(_ value: Double) -> String { format("%.4g", value) }

  /// A share in percent: `98.9 %`.
  static func percent(_ share: Double) -> String { format("%.1f %%", share * 100) }

  private static func format(_ pattern: String, _ value: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 64)
    let count = withVaList([value]) { vsnprintf(&buffer, buffer.count, pattern, $0) }
    return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
