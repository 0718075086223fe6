import Foundation

extension Examination {
  private var topic: Finding.Topic { .machine }

  /// The compiler of one cell takes some 200 MB at its widest, and a lesson's training as much again.
  private static let comfortable = 1_000_000_000

  func memory() -> [Finding] { [free(), group(), overcommitment()].compactMap { $0 } }

  /// Bytes of a line such as `MemAvailable:   23287 kB`.
  private func bytes(_ key: String) -> Int? {
    let line = (machine.text("/proc/meminfo") ?? "").split(separator: "\n").first { $0.hasPrefix(key + ":") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1_024 }
  }

  private func free() -> Finding {
    guard let available = bytes("MemAvailable"), let total = bytes("MemTotal"), total > 0 else {
      return topic.good("memory", "unknown: /proc/meminfo does not tell")
    }
    let found = "\(ByteCount.text(available)) free of \(ByteCount.text(total))"
    if available < Self.comfortable {
      return topic.warning(
        "memory", found, means: "The compiler or a training may be killed in the middle of a cell; the notebook then takes the cell back.",
        advice: "End other programs, or choose smaller batches and networks.")
    }
    if available * 10 < total {
      return topic.warning(
        "memory", found, means: "Less than a tenth is free: `:undo` reaches back a cell or two only.", advice: "End other programs.")
    }
    return topic.good("memory", found)
  }

  private func group() -> Finding? {
    guard let limit = ControlGroup(machine).memory, limit < bytes("MemTotal") ?? .max else { return nil }
    let found = "a control group allows \(ByteCount.text(limit))"
    if limit >= Self.comfortable { return topic.good("memory limit", found) }
    return topic.warning(
      "memory limit", found, means: "Above it the system kills the compiler or the cell, whatever is free elsewhere.",
      advice: "Give the container at least 1 GB (docker run --memory 2g).")
  }

  /// With strict accounting each fork must be able to copy everything, and each cell is a fork.
  private func overcommitment() -> Finding? {
    guard machine.number("/proc/sys/vm/overcommit_memory") == 2 else { return nil }
    let limit = bytes("CommitLimit") ?? 0
    let left = max(0, limit - (bytes("Committed_AS") ?? 0))
    let found = "overcommit_memory is 2; \(ByteCount.text(left)) of \(ByteCount.text(limit)) can still be promised"
    let advice = "Let the system promise more: sudo sysctl vm.overcommit_memory=0, or add swap."
    if left < Self.comfortable {
      return topic.bad("memory promises", found, means: "Each cell is a fork, and the system refuses forks.", advice: advice)
    }
    return topic.warning(
      "memory promises", found, means: "Each cell and each state that `:undo` reaches counts as a whole copy: forks may soon be refused.",
      advice: advice)
  }
}
