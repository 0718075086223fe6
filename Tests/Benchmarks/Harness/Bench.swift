import Foundation

/// Where measurements are made: processes on so many processors, without OPENBLAS_CORETYPE.
struct Bench {
  let options: Options
  let threads: Int

  /// What a process of this program prints when it measures `subject`.
  func measure(_ subject: String) -> [(name: String, value: Double)] {
    run(CommandLine.arguments[0], ["--measure", subject])
  }

  /// What a peer's script prints for one variant; nothing without `--python`.
  func measure(script: String, _ variant: String, _ more: [String]) -> [(name: String, value: Double)] {
    guard let python = options.python else { return [] }
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
      "peers/\(script)"
    ).path
    return run(python, [path, "--variant", variant] + more)
  }

  private func run(_ program: String, _ arguments: [String]) -> [(name: String, value: Double)] {
    let process = Process()
    let output = Pipe()
    var environment = ProcessInfo.processInfo.environment
    environment["OPENBLAS_CORETYPE"] = nil
    environment["GANBOOK_THREADS"] = String(threads)
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    process.environment = environment
    // Every side gets the same processors.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let settings = ["--threads", String(threads), "--repetitions", String(options.repetitions), "--seconds", String(options.seconds)]
    process.arguments = ["timeout", "900", "taskset", "-c", Machine.processors(threads), program] + arguments + settings
    process.standardOutput = output
    do { try process.run() } catch {
      note("\(program) did not start: \(error)")
      return []
    }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    if process.terminationStatus != 0 { note("\(arguments.joined(separator: " ")) ended with status \(process.terminationStatus)") }
    return text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t")
      guard parts.count == 2, let value = Double(parts[1]) else { return nil }
      return (String(parts[0]), value)
    }
  }
}
