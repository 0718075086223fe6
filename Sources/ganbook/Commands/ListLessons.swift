import ArgumentParser
import Foundation
import StateStore
import Terminal

/// `ganbook lessons`: the list, with progress.
struct ListLessons: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "lessons", abstract: "List the lessons, with your progress.")

  @Flag(help: "Print the list as JSON.")
  var json = false

  @OptionGroup var appearance: AppearanceOptions

  func run() throws {
    let shelf = Shelf(try Places.library(), progress: StateStore(environment: ProcessInfo.processInfo.environment))
    if json {
      Output.standardOutput.write(JSON.text(shelf.books))
    } else {
      let console = Console(appearance)
      console.print(shelf.lines(console))
    }
  }
}
