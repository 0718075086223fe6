import Foundation
import Testing

@Suite("Learning in the notebook")
struct LearningTests {
  private static let body = """
    # A small lesson

    ```swift
    let given = 3.0
    ```

    \(SmallLesson.question)

    \(SmallLesson.starter)

    ```swift check
    check(double(given), equals: 6, "twice three")
    ```

    \(SmallLesson.solution)

    That was all.

    """

  private func open(_ arguments: [String] = [], rows: UInt16 = 40) throws -> (terminal: PseudoTerminal, ganbook: Ganbook) {
    try SmallLesson.open(Self.body, cells: 3, arguments, rows: rows)
  }

  @Test(":reset takes back what was typed at an exercise and nothing before it, and shows the starter again")
  func resetExercise() throws {
    let (terminal, _) = try open()
    terminal.type("\r")
    try terminal.wait(for: "question 1 of 1")
    terminal.type("b\r")
    try terminal.wait(for: "Return runs the starter")
    terminal.type("func double(_ x: Double) -> Double { 7 * x }\r")
    try terminal.wait(for: "Return goes on to the check")
    terminal.type("\r\r")
    try terminal.wait(for: "check fails: twice three: it is 21")
    terminal.type(":reset\r")
    try terminal.wait(for: "Took back")
    try terminal.wait(for: "Return runs the starter")
    terminal.type("given + 0.5\r")
    try terminal.wait(for: "\n3.5\n")
    terminal.type("double(1)\r")
    try terminal.wait(for: "cannot find 'double'")
    terminal.type(":goto 1\r:reset\r")
    try terminal.wait(for: "This is no exercise.")
  }

  @Test(":progress counts the library's lessons, and :reset lesson forgets one")
  func progress() throws {
    let ganbook = try Ganbook()
    let terminal = try PseudoTerminal(ganbook, ["open", "welcome"])
    let count = try terminal.wait(for: #/cell 1 of (\d+)/#)
    terminal.type(":progress\r")
    try terminal.wait(for: "0 of \(count)")
    terminal.type("\r")
    try terminal.wait(for: "cell 2 of \(count)")
    terminal.type(":progress\r")
    try terminal.wait(for: "1 of \(count)")
    terminal.type(":reset lesson\r")
    try terminal.wait(for: "cell 1 of \(count)")
    terminal.type(":progress\r")
    try terminal.wait(for: "0 of \(count)")
  }

  @Test(":time names the last cells with the time that they took")
  func times() throws {
    let (terminal, _) = try open()
    terminal.type(":time\r")
    try terminal.wait(for: "No cell has run yet")
    terminal.type("\r1 + 1\r:time\r")
    try terminal.wait(for: "compiled in")
    try terminal.wait(for: "cell 1")
    try terminal.wait(for: "typed")
  }

  @Test(":save writes the cells that stand, typed ones too, without what was undone, and never over a file")
  func saving() throws {
    let (terminal, ganbook) = try open()
    terminal.type(":save notes.md\r")
    try terminal.wait(for: "nothing to save")
    terminal.type("\rlet kept = given + 1\r")
    try terminal.wait(for: "question 1 of 1")
    terminal.type("let dropped = 9\r")
    terminal.type(":undo\r")
    try terminal.wait(for: "Took back")
    let path = "\(ganbook.folder.path)/notes.md"
    terminal.type(":save \(path)\r")
    try terminal.wait(for: "saved")
    let text = try ganbook.folder.text(of: "notes.md")
    #expect(text.contains("cell 1 of the lesson:\n\n```swift\nlet given = 3.0\n```"))
    #expect(text.contains("typed at the prompt:\n\n```swift\nlet kept = given + 1\n```"))
    #expect(!text.contains("dropped"))
    terminal.type(":save \(path)\r")
    try terminal.wait(for: "is there already")
    #expect(try ganbook.folder.text(of: "notes.md") == text)
    terminal.type(":save \(ganbook.folder.path)/notes.txt\r")
    try terminal.wait(for: "ends in .md or .swift")
    terminal.type(":save /proc/notes.swift\r")
    try terminal.wait(for: "cannot be written")
  }

  @Test("a window that is too low shows a long stop page by page, and typing goes on at the prompt")
  func paging() throws {
    let ganbook = try Ganbook()
    let prose = (1...30).map { "Paragraph \($0).\n" }.joined(separator: "\n")
    let terminal = try PseudoTerminal(ganbook, ["open", ganbook.lesson("# Long\n\n\(prose)\n```swift\n6 * 7\n```\n")], rows: 20)
    try terminal.wait(for: "Paragraph 7.")
    try terminal.wait(for: "-- more")
    #expect(!terminal.plain.contains("Paragraph 12."))
    terminal.type(" ")
    try terminal.wait(for: "Paragraph 12.")
    try terminal.wait(for: "-- more")
    #expect(!terminal.plain.contains("Paragraph 25."))
    terminal.type("q")
    try terminal.wait(for: "Paragraph 30.")
    try terminal.wait(for: "cell 1 of 1")
    terminal.type("\r")
    try terminal.wait(for: "\n42\n")
    #expect(terminal.plain.components(separatedBy: "Paragraph 12.").count == 2)
  }

  @Test("plain mode has no colours and no drawn lines, and pictures, tables and errors are words")
  func plain() throws {
    let (terminal, _) = try open(["--plain"])
    terminal.type("plot(curves: [Curve(\"loss\", x: [0, 1], y: [1, 2])], title: \"A picture\")\r")
    try terminal.wait(for: "Picture: A picture. The curve loss runs from 1 to 2")
    try terminal.wait(for: "Kept as 01-a-picture.png in ")
    terminal.type("table([\"a\", \"b\"], [[1, 2]])\r")
    try terminal.wait(for: "a: 1; b: 2.")
    terminal.type("1 + unknown\r")
    try terminal.wait(for: ", line 1, column 5: cannot find 'unknown' in scope")
    try terminal.wait(for: "Line 1: 1 + unknown")
    try terminal.wait(for: "Marked: unknown")
    terminal.type(":quit\r")
    #expect(try terminal.end() == 0)
    #expect(terminal.plain.contains("Heading: A small lesson"))
    for sign in ["\u{1B}[3", "━", "──", "│", "⣀"] { #expect(!terminal.transcript.contains(sign), "\(sign)") }
  }

  @Test("Meta-Q lays a cell out anew, and leaves alone what does not parse")
  func formatting() throws {
    let (terminal, _) = try open()
    terminal.type("func f( x:Int)->Int{x*2 }; f(x:21)")
    try terminal.wait(for: "f(x:21)")
    terminal.type("\u{1B}q")
    try terminal.wait(for: "func f(x: Int) -> Int { x * 2 }")
    terminal.type("\r")
    try terminal.wait(for: "\n42\n")
    terminal.type("5+*)")
    terminal.type("\u{1B}q")
    terminal.type("\u{15}6+1\r")
    try terminal.wait(for: "\n7\n")
  }
}
