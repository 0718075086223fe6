import Foundation
import Testing

/// Faults as a reader meets them: the whole program, on a terminal or in a shell.
@Suite("What may go wrong around the notebook")
struct ReaderFaultsTests {
  private static let body = """
    ```swift
    import Foundation
    var x = 20.5
    ```

    ```swift
    plot(Figure(title: "line", panels: [Panel(content: .curves([Curve("a", [1, 2, 3])]))]))
    ```

    """

  private func open(_ ganbook: Ganbook) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(ganbook, ["open", ganbook.lesson(Self.body)])
    try terminal.wait(for: "cell 1 of 2")
    try terminal.wait(for: "> ")
    return terminal
  }

  @Test("escape sequences that a cell prints, shows or notes are seen, not obeyed")
  func escapeSequences() throws {
    let terminal = try open(Ganbook())
    terminal.type("\r")
    try terminal.wait(for: "cell 2 of 2")
    terminal.type("print(\"\\u{1b}]0;owned\\u{7}\\u{1b}[2Jhere\"); fputs(\"\\u{1b}[8mthere\\n\", stderr); \"\\u{1b}[31mred\"\r")
    terminal.type("\"<\\(1 + 1)>\"\r")
    try terminal.wait(for: "<2>")
    #expect(terminal.plain.contains("\u{241b}]0;owned\u{2407}\u{241b}[2Jhere"))
    #expect(terminal.plain.contains("\u{241b}[8mthere"))
    for sequence in ["]0;owned", "[2Jhere", "[8mthere", "[31mred"] { #expect(!terminal.transcript.contains("\u{1b}\(sequence)")) }
  }

  @Test("a notebook that is stopped in a training and goes on finishes it")
  func stopAndContinue() throws {
    let terminal = try open(try Ganbook())
    terminal.type("\r")
    try terminal.wait(for: "cell 2 of 2")
    terminal.type("for step in training(steps: 200) { x += 1; usleep(5_000) }\r")
    try terminal.wait(for: "left")
    terminal.kill(SIGSTOP)
    Thread.sleep(forTimeInterval: 0.5)
    terminal.kill(SIGCONT)
    try terminal.wait(for: "200 steps in")
    terminal.type("\"<\\(x)>\"\r")
    try terminal.wait(for: "<220.5>")
  }

  @Test("a reader of standard output that goes away ends neither the run nor its record")
  func closedOutput() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson("```swift\nfor n in 0..<20_000 { print(\"line \\(n)\") }\n```\n")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "\"$0\" run --out run \"$1\" | head -n 1; exit ${PIPESTATUS[0]}", Ganbook.executable, lesson]
    process.environment = ganbook.environment
    process.currentDirectoryURL = URL(fileURLWithPath: ganbook.folder.path)
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(!ganbook.folder.names(in: "run").isEmpty)
  }

  @Test(
    "without a home, and with one that cannot be written, cells run, and it is said that nothing is kept",
    arguments: [nil, "/proc/nobody"])
  func homeless(home: String?) throws {
    var ganbook = try Ganbook()
    for name in ["HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] { ganbook.environment[name] = nil }
    ganbook.environment["HOME"] = home
    let terminal = try PseudoTerminal(ganbook, ["open", ganbook.lesson(Self.body)])
    try terminal.wait(for: "will not be kept")
    try terminal.wait(for: "cell 1 of 2")
    terminal.type("\r")
    try terminal.wait(for: "cell 2 of 2")
    terminal.type("\"<\\(x * 2)>\"\r")
    try terminal.wait(for: "<41.0>")
    #expect(!terminal.plain.contains("crash:"), "there is one notice, not two")
    terminal.type("\u{4}")
    #expect(try terminal.end() == 0)
  }

  @Test("a display that is missing or wrong is no matter", arguments: [nil, ":99", "nonsense"])
  func display(display: String?) throws {
    var ganbook = try Ganbook()
    ganbook.environment["DISPLAY"] = display
    let outcome = try ganbook(["run", "--out", "run", try ganbook.lesson(Self.body)])
    #expect(outcome.status == 0, "\(outcome.diagnostics)")
    #expect(ganbook.folder.names(in: "run/figures").contains { $0.hasSuffix(".png") })
  }

  @Test("a toolchain that is missing is said at the start and again when a cell is to run; everything else works")
  func toolchainMissing() throws {
    var ganbook = try Ganbook()
    ganbook.environment["SWIFT_TOOLCHAIN"] = "/nowhere"
    let terminal = try open(ganbook)
    #expect(terminal.plain.contains("No Swift toolchain was found"))
    terminal.type("\r")
    try terminal.wait(for: "No Swift toolchain was found")
    terminal.type(":skip\r")
    try terminal.wait(for: "cell 2 of 2")
    terminal.type(":quit\r")
    #expect(try terminal.end() == 0)
  }

  @Test("Ctrl-C ends a gnuplot that hangs, and the notebook goes on")
  func hangingGnuplot() throws {
    var ganbook = try Ganbook()
    let programs = try ganbook.folder.folderOfLinks(to: ["swift", "sleep", "sh"])
    try "#!/bin/sh\nexec sleep 100\n".write(toFile: programs + "/gnuplot", atomically: true, encoding: .utf8)
    chmod(programs + "/gnuplot", 0o755)
    ganbook.environment["PATH"] = programs
    let terminal = try open(ganbook)
    terminal.type("\r")
    try terminal.wait(for: "cell 2 of 2")
    let begin = Date()
    terminal.type("print(\"drawing\" + \"!\"); plot(Figure(panels: [Panel(content: .curves([Curve(\"a\", [1, 2, 3])]))]))\r")
    try terminal.wait(for: "drawing!")
    // Until gnuplot has been started, Ctrl-C is the cell's.
    Thread.sleep(forTimeInterval: 1)
    terminal.type("\u{3}")
    try terminal.wait(for: "stopped, as you asked")
    terminal.type("\"<\\(x)>\"\r")
    try terminal.wait(for: "<20.5>")
    #expect(Date().timeIntervalSince(begin) < 9)
  }

  @Test("undo says that files stay, and a file that a cell wrote stays")
  func files() throws {
    let ganbook = try Ganbook()
    let terminal = try open(ganbook)
    terminal.type("\r")
    try terminal.wait(for: "cell 2 of 2")
    terminal.type(":undo\r")
    try terminal.wait(for: "Files that it wrote stay written.")
  }
}
