import Foundation

/// What the system's control groups leave this process, in containers most of all: the narrowest of the own group and those above it.
struct ControlGroup {
  /// Bytes; `nil` for no limit.
  private(set) var memory: Int?
  /// The time of so many processors; `nil` for no limit.
  private(set) var processors: Double?

  /// - Source: the kernel's documentation of control groups, versions 1 (`memory.limit_in_bytes`, `cpu.cfs_quota_us`) and 2 (`memory.max`,
  ///   `cpu.max`).
  init(_ machine: Machine) {
    for line in (machine.text("/proc/self/cgroup") ?? "").split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3 else { continue }
      let controllers = parts[1].split(separator: ",").map(String.init)
      for folder in Self.upwards(parts[2]) {
        if parts[1].isEmpty {
          for root in ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"] { readSecond(machine, root + folder) }
        } else if controllers.contains("memory") {
          narrow(memory: machine.number("/sys/fs/cgroup/memory\(folder)/memory.limit_in_bytes"))
        } else if controllers.contains("cpu") {
          readTime(machine, "/sys/fs/cgroup/\(parts[1])\(folder)")
        }
      }
    }
  }

  private mutating func readSecond(_ machine: Machine, _ folder: String) {
    narrow(memory: machine.number(folder + "/memory.max"))
    let words = (machine.text(folder + "/cpu.max") ?? "").split(whereSeparator: \.isWhitespace).map { Double($0) }
    if words.count == 2, let quota = words[0], let period = words[1], period > 0 { narrow(processors: quota / period) }
  }

  private mutating func readTime(_ machine: Machine, _ folder: String) {
    guard let quota = machine.number(folder + "/cpu.cfs_quota_us"), quota > 0,
      let period = machine.number(folder + "/cpu.cfs_period_us"), period > 0
    else { return }
    narrow(processors: Double(quota) / Double(period))
  }

  /// Version 1 says "no limit" with a number close to the largest there is.
  private mutating func narrow(memory limit: Int?) {
    guard let limit, limit > 0, limit < 1 << 60 else { return }
    memory = min(memory ?? .max, limit)
  }

  private mutating func narrow(processors quota: Double) { processors = min(processors ?? .infinity, quota) }

  /// `/a/b` as `/a/b`, `/a` and the root, where a container sees its own group.
  private static func upwards(_ path: String) -> [String] {
    let parts = path.split(separator: "/")
    return (0...parts.count).reversed().map { parts.prefix($0).map { "/\($0)" }.joined() }
  }
}
