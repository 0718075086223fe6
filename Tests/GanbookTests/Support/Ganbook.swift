import Foundation

/// Runs the built executable the way a reader's shell would, with directories of its own for everything that it keeps.
struct Ganbook {
  let folder: TemporaryFolder
  var environment: [String: String]

  struct Outcome {
    var status: Int32
    var output: String
    var diagnostics: String
  }

  init() throws {
    folder = try TemporaryFolder()
    environment = ProcessInfo.processInfo.environment.filter { ["PATH", "HOME", "LD_LIBRARY_PATH"].contains($0.key) }
    environment["LC_ALL"] = "C.UTF-8"
    environment["TERM"] = "xterm-256color"
    environment["XDG_STATE_HOME"] = folder.path + "/state"
    environment["XDG_CACHE_HOME"] = Self.sharedCache
  }

  /// Compiled cells are shared between tests: a cell of the same text compiles once.
  private static let sharedCache = FileManager.default.temporaryDirectory.appendingPathComponent("ganbook-tests-cache").path

  /// The executable lies beside the binary that runs the tests.
  static let executable: String = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("ganbook").path
  }()

  /// Runs a command to its end.
  func callAsFunction(_ arguments: String..., signal: (number: Int32, after: Double)? = nil) throws -> Outcome {
    try self(arguments, signal: signal)
  }

  /// Runs a command to its end, and sends it a signal on the way if one is given, with the seconds to wait before.
  func callAsFunction(_ arguments: [String], signal: (number: Int32, after: Double)? = nil) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.executable)
    process.arguments = arguments
    process.environment = environment
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardInput = FileHandle.nullDevice
    // Files instead of pipes: nothing has to be drained while the process runs.
    let files = try ["output", "diagnostics"].map { try folder.emptyFile("\($0)-\(UUID().uuidString)") }
    process.standardOutput = files[0].handle
    process.standardError = files[1].handle
    try process.run()
    if let signal {
      Thread.sleep(forTimeInterval: signal.after)
      kill(process.processIdentifier, signal.number)
    }
    process.waitUntilExit()
    let texts = try files.map { try String(contentsOfFile: $0.path, encoding: .utf8) }
    return Outcome(status: process.terminationStatus, output: texts[0], diagnostics: texts[1])
  }

  /// A run's record.
  func record(_ name: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(folder.text(of: name).utf8)) as? [String: Any] ?? [:]
  }

  /// Writes a lesson into the folder and returns its path.
  func lesson(_ body: String, name: String = "01-small", seed: Int = 7, quick: String? = nil) throws -> String {
    let head = "---\ntitle: Small\nsummary: A lesson for a test.\nminutes: 1\nseed: \(seed)\n\(quick.map { "quick: \($0)\n" } ?? "")---\n\n"
    return try folder.write(head + body, to: "\(name).md")
  }
}
