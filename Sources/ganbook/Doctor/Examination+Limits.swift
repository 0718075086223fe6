import Foundation

extension Examination {
  private struct Limit {
    var subject: String
    /// As the shell's `ulimit` calls it, with its unit in bytes.
    var option: String
    var unit: UInt64
    var resource: Int32
    /// From here on it is never noticed, in the system's unit.
    var comfortable: UInt64
    var meaning: String
  }

  // The values of Linux on x86-64 and arm64; the C headers make enumerations of them that differ between versions.
  private static let limits = [
    Limit(
      subject: "computing time", option: "-t", unit: 1, resource: 0, comfortable: .max,
      meaning: "The system ends a training after so many seconds of computing."),
    Limit(
      subject: "file sizes", option: "-f", unit: 1_024, resource: 1, comfortable: 1 << 30,
      meaning: "Compiled cells, runs and exports may be cut off and refused."),
    Limit(
      subject: "stack", option: "-s", unit: 1_024, resource: 3, comfortable: 1 << 20,
      meaning: "The compiler and deep recursion overflow it."),
    Limit(
      subject: "processes", option: "-u", unit: 1, resource: 6, comfortable: 128,
      meaning: "Each state that `:undo` reaches is a process, and compilers are some more: cells are refused."),
    Limit(
      subject: "open files", option: "-n", unit: 1, resource: 7, comfortable: 64,
      meaning: "Each process of the notebook holds a few: cells, pictures and the compiler are refused."),
    Limit(
      subject: "address space", option: "-v", unit: 1_024, resource: 9, comfortable: 4 << 30,
      meaning: "Toolchain and engine reserve more than they use: the compiler or a training fails for want of memory."),
  ]

  /// Limits that a shell or an administrator set, as far as they can be felt.
  func limits() -> [Finding] {
    let felt = Self.limits.compactMap(finding)
    return felt.isEmpty ? [Finding.Topic.machine.good("limits", "none that can be felt")] : felt
  }

  private func finding(_ limit: Limit) -> Finding? {
    var value = rlimit()
    guard getrlimit(__rlimit_resource_t(UInt32(limit.resource)), &value) == 0, value.rlim_cur != .max else {
      return nil
    }
    let current = UInt64(value.rlim_cur)
    guard current < limit.comfortable else { return nil }
    // Root is not counted.
    if limit.option == "-u", geteuid() == 0 { return nil }
    let wanted = limit.comfortable == .max ? "unlimited" : "\(limit.comfortable / limit.unit)"
    let isHard = UInt64(value.rlim_max) < limit.comfortable
    return Finding.Topic.machine.warning(
      limit.subject, "`ulimit \(limit.option)` is \(current / limit.unit)", means: limit.meaning,
      advice: isHard
        ? "Ask whoever runs the machine to raise it (limits.conf)." : "In the shell, before Ganbook: ulimit -S \(limit.option) \(wanted).")
  }
}
