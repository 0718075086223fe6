import Foundation

/// Numbers as people read them.
enum Number {
  /// Four significant digits at most: `0.6931`, `12.5`, `3.1e-07`.
  static func short(_ value: Double) -> String { String(format: "%.4g", value) }

  /// A duration that may be very short: `< 1 ms`, `85 ms`, `12 s`.
  static func time(_ seconds: Double) -> String {
    if seconds < 0.001 { return "< 1 ms" }
    return seconds < 1 ? String(format: "%.0f ms", seconds * 1_000) : duration(seconds)
  }

  /// A duration: `0.42 s`, `75 s`, `3 min 20 s`.
  static func duration(_ seconds: Double) -> String {
    if seconds < 10 { return String(format: "%.2g s", seconds) }
    if seconds < 120 { return String(format: "%.0f s", seconds) }
    return String(format: "%d min %02d s", Int(seconds) / 60, Int(seconds) % 60)
  }
}
