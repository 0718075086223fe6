import ArgumentParser

@main
struct Ganbook: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "ganbook", version: "0.1.0", subcommands: [Kernel.self])
}
