import Foundation

/// The program that does what tests cannot do inside their own process; it lies beside the tests' binary.
enum Probe {
  static let executable: String = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("Probe").path
  }()

  /// Starts the probe; what it prints can be read from the pipe.
  static func start(_ arguments: [String]) throws -> (process: Process, output: Pipe) {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.standardOutput = output
    try process.run()
    return (process, output)
  }

  static func run(_ arguments: [String]) throws -> String {
    let (process, output) = try start(arguments)
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }
}
