import Foundation

/// Another library's side of a comparison: a script that prints `name milliseconds` lines.
struct Peer {
  let script: String

  /// Runs the script once, on two threads.
  ///
  /// - Returns: Milliseconds a step by name; empty when the script fails, which is told.
  func measure(python: String) -> [(name: String, milliseconds: Double)] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [script]
    process.standardOutput = output
    do { try process.run() } catch {
      print("\(script) did not start: \(error)")
      return []
    }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    if process.terminationStatus != 0 { print("\(script) ended with status \(process.terminationStatus)") }
    return text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t")
      guard parts.count == 2, let value = Double(parts[1]) else { return nil }
      return (String(parts[0]), value)
    }
  }
}
