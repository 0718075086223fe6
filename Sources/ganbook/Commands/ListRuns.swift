import ArgumentParser
import Foundation
import StateStore
import Terminal

/// `ganbook runs`: what was run headless, newest first.
struct ListRuns: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "runs", abstract: "List the runs that `ganbook run` has kept, newest first.")

  @OptionGroup var appearance: AppearanceOptions

  func run() throws {
    let console = Console(appearance)
    let entries = try StateStore(environment: ProcessInfo.processInfo.environment).runs()
    // The files are the record: a run whose directory is gone is no run any more.
    let runs = entries.compactMap { entry in
      JSON.value(RunRecord.self, from: "\(entry.directory)/run.json").map { (record: $0, directory: entry.directory) }
    }
    if runs.isEmpty { console.complain("No runs yet: `ganbook run LESSON` makes one.") }
    for run in runs { console.print(lines(run.record, run.directory)) }
  }

  /// Identity and outcome, below them where the files lie, and the models that were kept there.
  private func lines(_ record: RunRecord, _ directory: String) -> [StyledText] {
    let status = StyledText(record.status.rawValue, record.status == .passed ? .success : .error)
    let claims =
      record.claims.isEmpty
      ? "" : ", \(record.quick ? "claims not judged" : "\(record.claims.count(where: \.holds)) of \(record.claims.count) claims hold")"
    let models = record.checkpoints.map { StyledText("    \($0.file)", .faint) }
    return [
      StyledText(record.id, .strong) + StyledText("  ") + status + StyledText("\(claims), \(Number.duration(record.seconds))"),
      StyledText("    \(UserDirectories.short(directory))", .faint),
    ] + models
  }
}
