import Foundation
import Testing

@Suite("Pictures in the terminal")
struct TerminalPicturesTests {
  /// A cell that gives the test time to answer before the picture comes: what a terminal would say, and keys of the reader.
  private static let waiting =
    "import Glibc; print(\"no\" + \"w\"); sleep(2); plot(curves: [Curve(\"loss\", [1, 2, 4])], title: \"Wait\")\r"

  private func open(_ variables: [String: String] = [:]) throws -> PseudoTerminal {
    var ganbook = try Ganbook()
    ganbook.environment.merge(variables) { $1 }
    let terminal = try PseudoTerminal(ganbook, ["open", ganbook.lesson("# Small\n\n```swift\n1\n```\n")])
    try terminal.wait(for: "> ")
    return terminal
  }

  @Test("a terminal that knows kitty's pictures gets a PNG, and keys pressed meanwhile are the next cell")
  func kitty() throws {
    let terminal = try open()
    terminal.type(Self.waiting)
    try terminal.wait(for: "now")
    terminal.type("40 + \u{1B}_Gi=31;OK\u{1B}\\\u{1B}[6;20;10t\u{1B}[?62c2\r")
    try terminal.wait(for: "\u{1B}_Ga=T,f=100,q=2,c=")
    let data = try terminal.wait(for: "\u{1B}\\")
    // The signature of PNG files.
    #expect(data.contains(";iVBORw0KGgo"))
    try terminal.wait(for: "42")
  }

  @Test("a terminal with sixels gets those")
  func sixel() throws {
    let terminal = try open()
    terminal.type(Self.waiting)
    try terminal.wait(for: "now")
    terminal.type("\u{1B}[?62;4;22c")
    try terminal.wait(for: "\u{1B}P")
    try terminal.wait(for: "\u{1B}\\")
    #expect(!terminal.plain.contains("\u{1B}_Ga=T"))
  }

  @Test("a terminal without pictures gets characters, and an explicit choice is not asked about")
  func text() throws {
    let terminal = try open()
    terminal.type(Self.waiting)
    try terminal.wait(for: "now")
    terminal.type("\u{1B}[?6c")
    try terminal.wait(for: "● loss")
    terminal.type(":plot kitty\r")
    try terminal.wait(for: "\u{1B}_Ga=T")
    let chosen = try open(["GANBOOK_PICTURES": "text"])
    chosen.type("plot(curves: [Curve(\"loss\", [1, 2, 4])])\r")
    try chosen.wait(for: "● loss")
    #expect(!chosen.transcript.contains("a=q"))
  }

  @Test("curves are redrawn in place while a training goes on, and all its steps are done")
  func live() throws {
    let terminal = try open(["GANBOOK_PICTURES": "text"])
    terminal.type("import Glibc; for step in training(steps: 600) { usleep(10_000); step.log([\"loss\": 1.0 / Double(step.index + 1)]) }\r")
    try terminal.wait(for: "600 steps in", seconds: 60)
    let frames = terminal.transcript.components(separatedBy: "\u{1B}[?2026h\r").dropFirst()
    #expect(frames.count >= 2)
    #expect(frames.first?.hasPrefix("\u{1B}[") == false)
    // Every later picture begins where the first one did: as many lines up as it has.
    for (frame, next) in zip(frames, frames.dropFirst()) {
      let picture = frame.components(separatedBy: "\u{1B}[?2026l")[0]
      #expect(next.hasPrefix("\u{1B}[\(picture.count { $0 == "\n" || $0 == "\r\n" })A"))
    }
    // It is taken away before the line that stays.
    #expect(terminal.transcript.components(separatedBy: "600 steps in")[0].contains("A\u{1B}[J"))
  }
}
