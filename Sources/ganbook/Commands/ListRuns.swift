import ArgumentParser
import Foundation
import Terminal
import NotebookProtocol

/// `ganbook runs`: what was run headless, newest first.
struct ListRuns: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "runs", abstract: "List the runs that `ganbook run` has kept, newest first.")

  @OptionGroup var appearance: AppearanceOptions

  func run() throws {
    let folder = UserDirectories().runs
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted(by: >)
    let rows = names.compactMap { name in
      JSON.value(RunRecord.self, from: "\(folder)/\(name)/run.json").map { row(name, $0) }
    }
    if rows.isEmpty {
      Output.standardError.write("No runs in \(folder) yet: `ganbook run LESSON` makes one.\n")
      return
    }
    let console = Console(appearance)
    console.print(OutcomeLines(console).table(Table(head: ["run", "lesson", "seed", "status", "claims", "time"], rows: rows)))
    Output.standardError.write("In \(folder)\n")
  }

  private func row(_ name: String, _ record: RunRecord) -> [String] {
    let holding = record.claims.filter(\.holds).count
    let claims = record.quick ? "not judged" : "\(holding) of \(record.claims.count) hold"
    return [name, record.lesson.name, "\(record.seed)", record.status.rawValue, claims, Number.duration(record.seconds)]
  }
}
