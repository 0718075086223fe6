import Foundation
import Terminal

extension Examination {
  private var topic: Finding.Topic { .terminal }

  /// What the reader's terminal can show, and what keys do there.
  func terminal() -> [Finding] {
    // The report itself may go to a file while somebody watches.
    let descriptor = [STDOUT_FILENO, STDERR_FILENO].first { isatty($0) == 1 } ?? STDOUT_FILENO
    let information = TerminalInformation(descriptor: descriptor, environment: machine.environment)
    var findings = [size(information), colors(information), locale()]
    if information.isTerminal { findings += [description(), pictures(information, descriptor)].compactMap { $0 } }
    return findings + (information.isTerminal ? [connection(), multiplexer()].compactMap { $0 } : []) + [editing(), editor()]
  }

  private func size(_ information: TerminalInformation) -> Finding {
    guard information.isTerminal else {
      return topic.good("terminal", "none: the output goes to a file or a pipe", means: "Nothing is asked and nothing redrawn.")
    }
    let found = "\(machine.variable("TERM") ?? "no TERM"), \(information.width) columns, \(information.height) rows"
    if !information.canMoveCursor {
      return topic.warning(
        "terminal", found, means: "The cursor is not moved: each line is read for itself, nothing is coloured, no bars, no pictures.",
        advice: "Set TERM to what the terminal is, such as xterm-256color, if it can do more.")
    }
    if information.width < 40 || information.height < 20 {
      return topic.warning(
        "terminal", found, means: "Below 40 columns or 20 rows the curves of a running training are not shown, and pages are short.",
        advice: "Make the window larger, or its letters smaller.")
    }
    return topic.good("terminal", found)
  }

  /// What readline knows of the terminal it knows from its description.
  private func description() -> Finding? {
    guard let term = machine.variable("TERM"), term != "dumb", let first = term.first else { return nil }
    let own = [machine.variable("TERMINFO"), machine.variable("HOME").map { $0 + "/.terminfo" }].compactMap { $0 }
    let more = (machine.variable("TERMINFO_DIRS") ?? "").split(separator: ":").map(String.init)
    let places = own + more + ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo"]
    let files = places.flatMap { ["\($0)/\(first)/\(term)", "\($0)/\(String(first.asciiValue ?? 0, radix: 16))/\(term)"] }
    if files.contains(where: { access($0, R_OK) == 0 }) { return nil }
    return topic.warning(
      "TERM", "this machine has no description of `\(term)`",
      means: "Readline takes the terminal for a typewriter: long lines are not drawn well.",
      advice: "Install kitty-terminfo, foot-terminfo or ncurses-term, or set TERM=xterm-256color.")
  }

  private func colors(_ information: TerminalInformation) -> Finding {
    let plain = isPlain || machine.variable("GANBOOK_PLAIN").map { $0 != "0" } ?? false
    if plain { return topic.good("colours", "none: plain mode", means: "Pictures, tables and errors are told in words.") }
    let (isColored, reason) = (color ?? .auto).decision(environment: machine.environment, isTerminal: information.isTerminal)
    let why = reason.map { ", because of \($0)" } ?? ""
    return topic.good("colours", (isColored ? "yes" : "none") + why)
  }

  /// Pictures in the terminal and mathematics are Unicode.
  private func locale() -> Finding {
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { machine.variable($0) }.first ?? "C"
    if setlocale(LC_ALL, "") == nil {
      return topic.warning(
        "locale", "`\(name)` is not installed", means: "Readline counts each byte as a letter: typed umlauts and formulas are drawn wrong.",
        advice: "Set LC_ALL=C.UTF-8, which is always there, or make the other one: sudo dpkg-reconfigure locales.")
    }
    let encoding = nl_langinfo(Int32(CODESET)).map { String(cString: $0) } ?? "unknown"
    if encoding == "UTF-8" { return topic.good("locale", "\(name), \(encoding)") }
    return topic.warning(
      "locale", "\(name), \(encoding)", means: "Formulas, tables and plots are drawn with ASCII characters only.",
      advice: "Set LC_ALL=C.UTF-8.")
  }

  private func editing() -> Finding {
    let readline = EditingInformation(environment: machine.environment)
    let found =
      "readline \(readline.version), \(readline.mode) keys" + (readline.settingsFile.map { ", \(UserDirectories.short($0))" } ?? "")
    guard let fault = readline.fault else { return topic.good("editing", found) }
    return topic.warning(
      "editing", "\(found): \(fault)", means: "The keys and settings in that file are not heeded.",
      advice: "Make the file readable, or take INPUTRC away.")
  }

  private func editor() -> Finding {
    let named = ["VISUAL", "EDITOR"].first { machine.variable($0) != nil }
    let command = named.flatMap { machine.variable($0) } ?? "vi"
    // EDITOR may hold arguments.
    let program = command.split(separator: " ").first.map(String.init) ?? command
    if machine.locate(program) != nil { return topic.good("editor", command + (named.map { " (\($0))" } ?? "")) }
    return topic.warning(
      "editor", named.map { "`\(program)`, which \($0) names, is not on PATH" } ?? "no `vi` on PATH, and EDITOR names no other",
      means: "`:edit` cannot open a cell.", advice: "Set EDITOR to an editor that is installed, such as nano.")
  }
}
