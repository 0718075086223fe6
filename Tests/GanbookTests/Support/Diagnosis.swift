import Foundation
import Testing

/// What `ganbook doctor --json` found on a machine that a test has prepared.
struct Diagnosis {
  var status: Int32
  private var findings: [String: [String: String]]

  /// - Parameters:
  ///   - before: A line for the shell that goes first, such as `ulimit -n 64`.
  ///   - executable: Another copy of the program.
  init(_ ganbook: Ganbook, system: String = "", before: String = ":", executable: String = Ganbook.executable) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "\(before)\nexec \"$0\" doctor --json --system \"$1\"", executable, system]
    process.environment = ganbook.environment
    process.standardInput = FileHandle.nullDevice
    let output = try ganbook.folder.emptyFile("diagnosis-\(UUID().uuidString)")
    process.standardOutput = output.handle
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    let list = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: output.path))) as? [[String: String]]
    findings = Dictionary(uniqueKeysWithValues: try #require(list).map { ($0["subject"] ?? "", $0) })
  }

  subscript(subject: String) -> [String: String]? { findings[subject] }

  /// Whether something was found that contains the words, with a meaning and a next step.
  func says(_ verdict: String, _ subject: String, _ words: String) -> Bool {
    guard let finding = findings[subject], finding["verdict"] == verdict else { return false }
    let isExplained = verdict == "good" || (finding["meaning"]?.isEmpty == false && finding["advice"]?.isEmpty == false)
    return isExplained && finding.values.contains { $0.contains(words) }
  }

  var broken: [String] { findings.values.filter { $0["verdict"] == "bad" }.compactMap { $0["subject"] }.sorted() }
}
