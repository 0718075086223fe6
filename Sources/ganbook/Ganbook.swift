import ArgumentParser
import Lessons

/// The command `ganbook`. Without a subcommand it opens the notebook.
@main
struct Ganbook: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "ganbook",
    abstract: "A notebook in the terminal that teaches generative adversarial networks.",
    discussion:
      "Without a subcommand it opens the notebook where you left it, or on the first lesson. LESSON is a path, a number, a name or any unique part of it.",
    version: "ganbook \(version)",
    subcommands: [
      Open.self, ListLessons.self, Run.self, Check.self, ListRuns.self, Plot.self, Export.self, Doctor.self, Kernel.self,
      CompletionHelper.self,
    ],
    defaultSubcommand: Open.self)

  static func main() {
    Signals.prepare()
    do {
      try refuseUnknownCommand()
      var command = try parseAsRoot()
      try command.run()
    } catch {
      Faults.leave(error)
    }
  }

  /// The default subcommand would take a mistyped command for its own argument and complain about the wrong thing.
  private static func refuseUnknownCommand() throws {
    let names = configuration.subcommands.map { $0.configuration }.filter { $0.shouldDisplay }.compactMap { $0.commandName }
    let known = names + ["help", Kernel.configuration.commandName ?? "", CompletionHelper.configuration.commandName ?? ""]
    guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"), !known.contains(word) else { return }
    if Places.isLesson(word) { throw Fault.lessonAsCommand(word) }
    throw Fault.unknownCommand(word, near: Spelling.suggestions(for: word, among: names))
  }
}
