import Lessons

/// What may be typed at the prompt beside Swift.
enum Command: String, CaseIterable {
  case next, play, back, goto, run, skip
  case hint, solution, edit, reset
  case undo, redo, restart, resume, vars, time, plot, save
  case type, doc
  case lessons, open, progress
  case branch, `switch`, compare
  case help, quit

  var usage: String {
    switch self {
    case .goto: ":goto N"
    case .run: ":run N|all"
    case .edit: ":edit [N]"
    case .open: ":open NAME"
    case .undo: ":undo [N]"
    case .redo: ":redo [N]"
    case .branch: ":branch NAME"
    case .switch: ":switch NAME"
    case .compare: ":compare A B"
    case .plot: ":plot [FILE]"
    case .reset: ":reset [lesson]"
    case .save: ":save FILE"
    case .type: ":type EXPR"
    case .doc: ":doc NAME"
    default: ":\(rawValue)"
    }
  }

  var summary: String {
    switch self {
    case .next: "run the cell that is shown; Return alone does the same"
    case .play: "run on to the next question, exercise or the end"
    case .back: "show the stop before this one; nothing is undone"
    case .goto: "show cell N"
    case .run: "run cell N, or all cells from here on"
    case .skip: "go on without running what is shown"
    case .hint: "help with an exercise, a little more each time"
    case .solution: "show an exercise's solution; Return then runs it"
    case .edit: "open the cell that is shown, or cell N, in $EDITOR and run what you make of it"
    case .reset: "begin the exercise again; `:reset lesson` forgets all that you did in the lesson"
    case .undo: "take the last cell back, or the last N: weights, optimiser, random numbers and all"
    case .redo: "run what was taken back again, one cell or N"
    case .resume: "after the notebook died: run everything again, as you wrote it"
    case .restart: "forget everything that ran and begin the lesson again"
    case .vars: "what the cells have left: types, shapes, sizes, numbers of parameters"
    case .time: "how long the last cells took, to compile and to run"
    case .save: "write the cells that made this notebook to FILE, as Markdown (md) or Swift (swift)"
    case .plot:
      "draw the last figure again, or write it to FILE (png, svg, pdf, gif); text, kitty, sixel, qt (a window), none or auto sets how figures are shown"
    case .type: "the type of an expression, which does not run"
    case .doc: "what a name of the library, of Swift or of a cell means; ?NAME does the same"
    case .branch: "keep the present state under a name; without one, the list of names"
    case .switch: "go to the state that has the name; what you leave stays as `previous`"
    case .compare: "the training runs of two branches in one picture"
    case .lessons: "the list of lessons, with your progress"
    case .progress: "cells, exercises and questions behind you, in all lessons"
    case .open: "open a lesson by number, name or part of its name"
    case .help: "this list"
    case .quit: "leave; Ctrl-D does the same"
    }
  }
}

extension Command {
  /// The command of this name, or all that begin with it.
  static func named(_ word: some StringProtocol) -> [Command] {
    let word = word.lowercased()
    return Command(rawValue: word).map { [$0] } ?? allCases.filter { $0.rawValue.hasPrefix(word) }
  }
}

/// A line of the prompt, sorted.
enum Input: Equatable {
  case blank
  case command(Command, argument: String)
  case unknownCommand(String, advice: String)
  case swift(String)

  init(_ text: String) {
    let trimmed = text.trimmingCharacters
    if trimmed.isEmpty {
      self = .blank
    } else if trimmed == "?" {
      self = .command(.help, argument: "")
    } else if trimmed.hasPrefix("?") {
      self = .command(.doc, argument: String(trimmed.dropFirst()).trimmingCharacters)
    } else if trimmed.hasPrefix(":") {
      self = Input.command(trimmed.dropFirst())
    } else {
      self = .swift(text)
    }
  }

  /// A command's name may be cut short as long as only one begins like it.
  private static func command(_ text: Substring) -> Input {
    let word = text.prefix { !$0.isWhitespace }.lowercased()
    let argument = String(text.drop { !$0.isWhitespace }).trimmingCharacters
    let matches = Command.named(word)
    if matches.count == 1 { return .command(matches[0], argument: argument) }
    if word.isEmpty || matches.isEmpty {
      return .unknownCommand(":\(word)", advice: advice(for: word))
    }
    return .unknownCommand(":\(word)", advice: "It may mean \(matches.map { ":\($0.rawValue)" }.joined(separator: " or ")).")
  }

  private static func advice(for word: String) -> String {
    let near = Spelling.suggestions(for: word, among: Command.allCases.map(\.rawValue))
    return near.first.map { "Did you mean :\($0)?" } ?? ":help lists the commands."
  }
}

extension String {
  /// Without white space at either end.
  fileprivate var trimmingCharacters: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
