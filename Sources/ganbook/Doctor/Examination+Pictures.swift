import Foundation
import Terminal

extension Examination {
  /// The terminal is asked, exactly as before the first picture of a session.
  func pictures(_ information: TerminalInformation, _ descriptor: Int32) -> Finding {
    let topic = Finding.Topic.terminal
    if let word = machine.variable("GANBOOK_PICTURES") {
      let known = PictureTerminal(rawValue: word.lowercased())
      guard let known else {
        let names = PictureTerminal.allCases.map(\.rawValue).joined(separator: ", ")
        return topic.warning(
          "pictures", "GANBOOK_PICTURES=\(word), which is none of \(names)", means: "It is not heeded: the terminal is asked.",
          advice: "Set it to one of these, or take it away.")
      }
      if known != .auto { return topic.good("pictures", "\(known.rawValue), because of GANBOOK_PICTURES=\(word)") }
    }
    guard information.canMoveCursor else { return topic.good("pictures", "in characters: a dumb terminal is not asked") }
    let reply = GraphicsQuery.ask(output: descriptor)
    let cell = reply?.cell.map { ", \($0.width) x \($0.height) pixels a character" } ?? ""
    switch reply?.graphics {
    case .kitty: return topic.good("pictures", "kitty's\(cell)")
    case .sixel: return topic.good("pictures", "sixels\(cell)")
    case nil: break
    }
    let answer = reply?.isComplete == true ? "it answers that it shows none" : "it does not answer"
    let advice =
      multiplexerName.map { "Start Ganbook outside of \($0) to see pictures." }
      ?? "A terminal that shows pictures: kitty, foot, WezTerm, Konsole, or `xterm -ti vt340`."
    return topic.warning(
      "pictures", "in characters: \(answer)", means: "Figures are drawn with letters on the screen, and are kept as PNG files too.",
      advice: advice)
  }

  private var multiplexerName: String? {
    let term = machine.variable("TERM") ?? ""
    if machine.variable("TMUX") != nil || term.hasPrefix("tmux") { return "tmux" }
    if machine.variable("STY") != nil { return "screen" }
    if machine.variable("ZELLIJ") != nil { return "zellij" }
    return term.hasPrefix("screen") ? "screen or tmux" : nil
  }

  func multiplexer() -> Finding? {
    multiplexerName.map {
      Finding.Topic.terminal.good(
        "within", $0,
        means: "What runs in it goes on when the connection or the window goes. It passes sixels on only where it was built for that.")
    }
  }

  func connection() -> Finding? {
    guard let words = machine.variable("SSH_CONNECTION")?.split(separator: " "), let from = words.first else { return nil }
    return Finding.Topic.terminal.good(
      "connection", "ssh from \(from)",
      means:
        "Pictures travel through it as text, some ten thousand characters each. When it is cut, the notebook ends; opened again it offers to go on."
    )
  }
}
