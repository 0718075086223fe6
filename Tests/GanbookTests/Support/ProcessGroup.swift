import Foundation

/// The processes of a group, as the system sees them.
enum ProcessGroup {
  /// Whether no process of the group is left after at most five seconds.
  static func isGone(_ group: Int32) -> Bool {
    for _ in 0..<500 {
      if kill(-group, 0) != 0 && errno == ESRCH { return true }
      usleep(10_000)
    }
    return false
  }
}
