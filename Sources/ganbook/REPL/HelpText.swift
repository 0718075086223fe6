import Terminal

/// What `:help` shows.
enum HelpText {
  static func lines(_ console: Console) -> [StyledText] {
    let commands = Command.allCases.flatMap { command -> [StyledText] in
      let text = StyledText(command.summary).wrapped(to: console.width - 18)
      return text.enumerated().map { StyledText($0 == 0 ? "  \(command.usage)" : "", .strong).padded(to: 18) + $1 }
    }
    let remarks = [
      "Everything that does not begin with a colon is Swift: it runs in the same notebook as the lesson's cells.",
      "The value of a last expression is shown; a semicolon behind it silences it. Names of commands may be cut short.",
      "TAB completes Swift, commands, lessons and files; where there are several candidates a second TAB lists them.",
      "Keys are those of readline: Ctrl-R searches, Meta-Return begins a line, Meta-Q lays the cell out anew.",
      "Undo reaches back 200 cells, and fewer when memory becomes short: you are told. GANBOOK_SNAPSHOTS sets another number.",
      "Ctrl-C ends a training after the step it is at and keeps it; a second time it takes the cell back.",
      "`ganbook doctor`, in a shell, says what may be wrong with the machine and how to mend it.",
    ]
    return commands + [""] + remarks.flatMap { StyledText($0, .faint).wrapped(to: console.width) }
  }
}
