import ArgumentParser
import Foundation
import Terminal

/// How pictures are shown where somebody watches.
enum PictureTerminal: String, CaseIterable, ExpressibleByArgument {
  /// As the terminal says that it can.
  case auto
  case kitty, sixel
  /// In windows of their own, where there is a display.
  case qt
  /// Characters.
  case text
  /// Not at all: files only.
  case none

  /// What GANBOOK_PICTURES asks for; nothing else than the names above is heeded.
  static func wanted(_ environment: [String: String]) -> PictureTerminal {
    environment["GANBOOK_PICTURES"].flatMap { PictureTerminal(rawValue: $0.lowercased()) } ?? .auto
  }
}

/// What this process has learnt about its terminal: it is asked once, at the first picture.
enum TerminalGraphics {
  nonisolated(unsafe) private static var answer: TerminalReply??

  static var reply: TerminalReply? {
    if let answer { return answer }
    let environment = ProcessInfo.processInfo.environment
    let isDumb = ["", "dumb"].contains(environment["TERM"] ?? "")
    let reply = isDumb ? nil : GraphicsQuery.ask()
    answer = .some(reply)
    return reply
  }
}
