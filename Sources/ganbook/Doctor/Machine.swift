import Foundation

/// What the doctor examines, apart from what the system is asked directly.
struct Machine {
  var environment = ProcessInfo.processInfo.environment
  /// Stands before the paths of the system's own files, such as `/proc/meminfo`; empty outside of tests.
  var system = ""

  /// The text of one of the system's files.
  func text(_ path: String) -> String? { FileManager.default.contents(atPath: system + path).map { String(decoding: $0, as: UTF8.self) } }

  func number(_ path: String) -> Int? { text(path).flatMap { Int($0.filter { !$0.isWhitespace }) } }

  func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// The program's place on PATH; a path stands for itself.
  func locate(_ program: String) -> String? {
    if program.contains("/") { return access(program, X_OK) == 0 ? program : nil }
    return (environment["PATH"] ?? "").split(separator: ":").lazy.map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
  }
}

/// Sizes as people read them.
enum ByteCount {
  static func text(_ bytes: some BinaryInteger) -> String {
    var amount = Double(bytes)
    var unit = 0
    while amount >= 1_000, unit < 4 { (amount, unit) = (amount / 1_000, unit + 1) }
    let digits = unit == 0 || amount >= 100 ? "\(Int(amount))" : String(format: "%.1f", amount)
    return "\(digits) \(["bytes", "KB", "MB", "GB", "TB"][unit])"
  }
}
