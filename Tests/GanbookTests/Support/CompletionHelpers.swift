import Foundation

/// The helpers that complete Swift for a notebook, as the system sees them.
enum CompletionHelpers {
  /// The helper of a front end, once there is one other than `old`.
  static func process(of frontEnd: Int32, otherThan old: Int32? = nil, seconds: Double = 30) -> Int32? {
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
      let found = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { Int32($0) }.first {
        $0 != old && isHelper($0, of: frontEnd)
      }
      if let found { return found }
      usleep(20_000)
    }
    return nil
  }

  /// Whether the process stands still within a few seconds.
  static func hasStopped(_ process: Int32) -> Bool {
    for _ in 0..<500 {
      if let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8), status.contains("\nState:\tT") {
        return true
      }
      usleep(10_000)
    }
    return false
  }

  private static func isHelper(_ process: Int32, of frontEnd: Int32) -> Bool {
    guard let command = try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8), command.contains("completion-helper"),
      let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    else { return false }
    return status.contains("\nPPid:\t\(frontEnd)\n")
  }
}
