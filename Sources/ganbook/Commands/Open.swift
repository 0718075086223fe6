import ArgumentParser

/// `ganbook` and `ganbook open LESSON`: the notebook itself.
struct Open: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open a lesson in the notebook; without a name, the one you were reading.")

  @Argument(help: "A path, a number, a name or any unique part of it.")
  var lesson: String?

  @OptionGroup var appearance: AppearanceOptions

  func run() throws {
    try Reading.begin(lesson: lesson, appearance: appearance)
  }
}
