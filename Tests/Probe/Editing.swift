import Foundation
import Terminal

/// Reads cells as the notebook does, and prints each on one line, so that a test can tell where it begins and ends.
func editCells(colored: Bool, watching: Bool) {
  let environment = ProcessInfo.processInfo.environment
  let words = ["generator", "generate", "gradient"]
  var options = LineEditorOptions()
  options.isFinished = { $0.hasPrefix(":") || SwiftCompleteness(of: $0).isFinished }
  options.complete = { text, cursor, interrupt in
    if let special = specialCompletions(text[..<cursor], interrupt) { return special }
    let word = text[..<cursor].reversed().prefix { $0.isLetter }.reversed()
    let matches = words.filter { $0.hasPrefix(String(word)) }
    return Completions(replacing: word.count, matches, appendsSpace: text.hasPrefix(":"))
  }
  let history = environment["PROBE_HISTORY"].map { $0.split(separator: "\u{1F}").map(String.init) } ?? []
  let terminal = TerminalInformation(descriptor: STDOUT_FILENO, environment: environment)
  let editor = LineEditor(options: options, style: Style(isColored: colored), terminal: terminal, history: history)
  var watched: [Int32] = watching ? [3] : []
  while true {
    let cell = editor.readCell(prompt: StyledText("swift> ", .accent), continuation: "  ...> ", watching: watched) { descriptor in
      var bytes = [UInt8](repeating: 0, count: 100)
      let count = read(descriptor, &bytes, bytes.count)
      if count <= 0 { watched = [] }
      editor.whileHidden { say("NEWS \(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self))") }
    }
    guard let cell else { break }
    say("CELL <\(cell.replacing("\n", with: "\\n"))>")
  }
  say("END")
}

/// Prints a line at once: what readline writes does not pass through Swift's buffer.
func say(_ line: String) {
  Output.standardOutput.write(line + "\n")
}

/// Completions that are many, that only tell something, and that take long.
private func specialCompletions(_ typed: Substring, _ interrupt: Int32) -> Completions? {
  switch typed {
  case "many": return Completions(replacing: 4, (100..<300).map { "many\($0)" }, labels: (100..<300).map { "many\($0): Number" })
  case "sum(": return Completions(replacing: 0, [""], labels: ["(of: Number)"])
  case "wait":
    // Long enough for a test to send a signal, and ended by it if it counts as one that ends the wait.
    var request = pollfd(fd: interrupt, events: Int16(POLLIN), revents: 0)
    while poll(&request, 1, 1_500) < 0 && errno == EINTR {}
    return request.revents == 0 ? Completions(replacing: 4, ["waited patiently"]) : Completions.none
  case "slow":
    var request = pollfd(fd: interrupt, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 60_000) == 0 ? Completions(replacing: 4, ["slowly"]) : Completions.none
  default: return nil
  }
}
