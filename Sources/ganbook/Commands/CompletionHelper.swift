import ArgumentParser
import Notebook

/// The process that completes Swift. The notebook starts it; it is no command for readers.
struct CompletionHelper: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "completion-helper", shouldDisplay: false)

  @Argument var library: String

  func run() { runCompletionHelper(library: library) }
}
