import Glibc

/// Numbers as people read them.
package enum NumberText {
  /// 12345 as `12,345`.
  package static func grouped(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    let groups = stride(from: digits.count % 3 - 3, to: digits.count, by: 3).map { String(digits[max(0, $0)..<$0 + 3]) }.filter {
      !$0.isEmpty
    }
    return (value < 0 ? "-" : "") + groups.joined(separator: ",")
  }

  /// Four significant digits, as `%.4g` has them, so that a value's width hardly changes while it is watched.
  package static func metric(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-inf" : "inf" }
    return printed("%#.4g", value).trimmingPoint
  }

  /// Steps a second: whole numbers, unless they are small.
  package static func rate(_ value: Double) -> String {
    guard value.isFinite, value >= 0 else { return "?" }
    return value >= 10 ? grouped(Int(min(value, 1e15).rounded())) : printed("%.1f", value)
  }

  /// Seconds as `8.2 s`, `48 s`, `2:05` or `1:02:05`.
  package static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "?" }
    if seconds < 9.95 { return printed("%.1f s", seconds) }
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    let minutes = whole / 60 % 60
    return whole < 3600 ? "\(minutes):\(twoDigits(whole % 60))" : "\(whole / 3600):\(twoDigits(minutes)):\(twoDigits(whole % 60))"
  }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  private static func printed(_ format: String, _ value: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 400)
    let count = withVaList([value]) { vsnprintf(&buffer, buffer.count, format, $0) }
    return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension String {
  /// `%#g` leaves a point behind whole numbers.
  fileprivate var trimmingPoint: String { last == "." ? String(dropLast()) : self }
}
