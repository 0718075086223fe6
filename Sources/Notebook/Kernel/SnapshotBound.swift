import CProcess
import Foundation

/// How many earlier states are kept.
///
/// A state costs the pages that changed since, and a process. The oldest goes first when there are too many, or when the
/// machine's memory becomes short.
struct SnapshotBound {
  /// The states that undo can reach at most.
  var count: Int
  /// The share of the machine's memory that must stay available.
  var availableShare: Double

  /// 200 states and a tenth of the memory; GANBOOK_SNAPSHOTS sets another count.
  static let standard = SnapshotBound(
    count: ProcessInfo.processInfo.environment["GANBOOK_SNAPSHOTS"].flatMap { Int($0) } ?? 200, availableShare: 0.1)

  func apply() {
    while Int(cprocess_reach()) > count, cprocess_drop_oldest() {}
    var rounds = 0
    while rounds < 8, Self.availableMemoryShare < availableShare, cprocess_drop_oldest() { rounds += 1 }
  }

  private static var availableMemoryShare: Double {
    guard let text = try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8) else { return 1 }
    func kilobytes(_ key: String) -> Double? {
      text.split(separator: "\n").first { $0.hasPrefix(key) }?.split(separator: " ").dropFirst().first.flatMap { Double($0) }
    }
    guard let available = kilobytes("MemAvailable:"), let total = kilobytes("MemTotal:"), total > 0 else { return 1 }
    return available / total
  }
}
