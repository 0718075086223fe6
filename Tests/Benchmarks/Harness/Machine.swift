import Foundation

/// The machine that the figures belong to, and this process on it.
enum Machine {
  static var description: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let model = text.split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last.map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    return "\(model ?? "unknown processor"), \(ProcessInfo.processInfo.activeProcessorCount) processors; OPENBLAS_CORETYPE unset"
  }

  /// The most memory that this process ever had, in MB.
  static var peakMemory: Double {
    let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }) else { return .nan }
    return line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) }.map { $0 / 1024 } ?? .nan
  }

  /// The first processors that this process may use, as `taskset` takes them.
  static func processors(_ count: Int) -> String {
    let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let ranges =
      text.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") }?.split(separator: "\t").last?.split(separator: ",") ?? []
    let all = ranges.flatMap { range in
      let ends = range.split(separator: "-").compactMap { Int($0) }
      return ends.isEmpty ? [] : Array(ends[0]...ends[ends.count - 1])
    }
    return all.prefix(count).map(String.init).joined(separator: ",")
  }
}
