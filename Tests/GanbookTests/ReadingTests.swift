import Foundation
import Testing

@Suite("The notebook in a terminal")
struct ReadingTests {
  private static let body = """
    # A small lesson

    Some *prose* about $x^2$.

    ```swift
    var x = Tensor([3.0, -2.0])
    x.sum().scalar
    ```

    \(SmallLesson.question)

    \(SmallLesson.starter)

    ```swift check
    check(double(2), equals: 4.0, "twice two")
    ```

    ```hint
    What is x + x?
    ```

    \(SmallLesson.solution)

    ```swift raises
    matmul(Tensor(zeros: [64, 3]), Tensor(zeros: [2, 128]))
    ```

    ```swift
    print("the last cell")
    ```

    That was all.

    """

  private func open(rows: UInt16 = 40) throws -> (terminal: PseudoTerminal, ganbook: Ganbook) {
    try SmallLesson.open(Self.body, cells: 5, rows: rows)
  }

  @Test("a reader goes through a lesson: prose, value, question, exercise with hint and check, a cell that fails, the end")
  func wholeLesson() throws {
    let (terminal, ganbook) = try open()
    #expect(terminal.plain.contains(":help"))
    #expect(terminal.plain.contains("Some prose about x²."))
    terminal.type("\r")
    try terminal.wait(for: "\n1.0\n")
    try terminal.wait(for: "question 1 of 1")
    terminal.type("a\r")
    try terminal.wait(for: "Not so. It is not.")
    terminal.type("b\r")
    try terminal.wait(for: "Right.")
    try terminal.wait(for: "Return runs the starter")
    terminal.type(":hint\r")
    try terminal.wait(for: "What is x + x?")
    terminal.type("\r")
    try terminal.wait(for: "Return checks your work")
    terminal.type("\r")
    try terminal.wait(for: "check fails: twice two: it is 2 and should be 4")
    terminal.type("func double(_ x: Double) -> Double {\rx + x\r}\r")
    try terminal.wait(for: "Return checks your work")
    terminal.type("\r")
    try terminal.wait(for: "check passes: twice two")
    try terminal.wait(for: "it is meant to fail")
    terminal.type("\r")
    try terminal.wait(for: "the inner dimensions 3 and 2 differ")
    try terminal.wait(for: "cell 5 of 5")
    terminal.type("\r")
    try terminal.wait(for: "the last cell")
    try terminal.wait(for: "That was all.")
    terminal.type("\u{4}")
    #expect(try terminal.end() == 0)
    #expect(!terminal.plain.contains("Fatal error"))
    #expect(!terminal.plain.contains("stack trace"))
    _ = ganbook
  }

  @Test("Swift at the prompt sees the lesson's names, a semicolon silences, and undo brings the earlier value back")
  func stateAndUndo() throws {
    let (terminal, _) = try open()
    terminal.type("\r")
    try terminal.wait(for: "question 1 of 1")
    terminal.type("x = Tensor([10, 20]); x.shape\r")
    try terminal.wait(for: "[2]")
    terminal.type("x.sum().scalar\r")
    try terminal.wait(for: "\n30.0\n")
    terminal.type("40 + 4;\r")
    terminal.type(":undo\r")
    try terminal.wait(for: "Took back")
    terminal.type(":undo\r")
    try terminal.wait(for: "Took back")
    terminal.type(":undo\r")
    try terminal.wait(for: "Took back")
    terminal.type("x.sum().scalar + 0.5\r")
    try terminal.wait(for: "\n1.5\n")
    #expect(!terminal.plain.contains("\n44\n"))
    terminal.type(":vars\r")
    try terminal.wait(for: "x: Tensor")
  }

  @Test("a trap and a compile error leave the notebook as it was, with the reader's line under an arrow")
  func faultsKeepState() throws {
    let (terminal, _) = try open()
    terminal.type("\rlet kept = 17\r")
    try terminal.wait(for: "17\n> ")
    terminal.type("[1, 2, 3][kept]\r")
    try terminal.wait(for: "error: Index out of range")
    terminal.type("kept + unknown\r")
    try terminal.wait(for: "cannot find 'unknown' in scope")
    try terminal.wait(for: "^~~~~~~")
    terminal.type("kept + 1\r")
    try terminal.wait(for: "\n18\n")
  }

  @Test("Ctrl-C stops a training at a step's end and keeps it; twice, it takes any other cell back")
  func interrupt() throws {
    let (terminal, _) = try open()
    terminal.type("var steps = 0\r")
    terminal.type("for step in training(steps: 1_000_000_000) { steps = step.index + 1 }\r")
    try terminal.wait(for: "left")
    terminal.type("\u{3}")
    try terminal.wait(for: "Stopped after step")
    terminal.type("steps > 0\r")
    try terminal.wait(for: "\ntrue\n")
    terminal.type("while true { steps = -1 }\r")
    Thread.sleep(forTimeInterval: 1.5)
    terminal.type("\u{3}")
    Thread.sleep(forTimeInterval: 0.3)
    terminal.type("\u{3}")
    try terminal.wait(for: "interrupted")
    terminal.type("steps > 0 ? \"kept\" + \" all\" : \"lost\"\r")
    try terminal.wait(for: "kept all")
  }

  @Test("a mistyped command gets a suggestion, a short one an answer, an ambiguous one its meanings")
  func commands() throws {
    let (terminal, _) = try open(rows: 200)
    terminal.type(":hlep\r")
    try terminal.wait(for: "Did you mean :help?")
    terminal.type(":r\r")
    try terminal.wait(for: ":run or :reset or :redo or :restart or :resume")
    terminal.type(":he\r")
    try terminal.wait(for: ":undo")
    terminal.type(":les\r")
    try terminal.wait(for: "min")
    terminal.type(":goto 77\r")
    try terminal.wait(for: "from 1 to 5")
    terminal.type(":q\r")
    #expect(try terminal.end() == 0)
  }

  @Test("a jump ahead first runs what the cell builds on, and solutions stand in for the reader's work")
  func catchingUp() throws {
    let (terminal, _) = try open()
    terminal.type(":goto 5\r")
    try terminal.wait(for: "Return first runs cells 1 to 4")
    terminal.type("\r")
    try terminal.wait(for: "Return runs it")
    terminal.type("double(x.sum().scalar) + 0.25\r")
    try terminal.wait(for: "\n2.25\n")
  }

  @Test("`ganbook` alone goes on where the reader left off")
  func resume() throws {
    let ganbook = try Ganbook()
    let first = try PseudoTerminal(ganbook, ["open", "welcome"])
    try first.wait(for: "cell 1 of")
    first.type(":skip\r")
    try first.wait(for: "cell 2 of")
    try first.wait(for: "\n> ")
    first.type("\u{4}")
    _ = try first.end()
    let second = try PseudoTerminal(ganbook, [])
    try second.wait(for: "where you left off")
    try second.wait(for: "Return first runs cell 1")
    second.type(":restart\r")
    try second.wait(for: "cell 1 of")
  }

  @Test("the solution can be asked for, is shown, and Return runs it")
  func solution() throws {
    let (terminal, _) = try open()
    terminal.type(":goto 2\r\r")
    try terminal.wait(for: "Return runs the starter")
    terminal.type(":solution\r")
    try terminal.wait(for: "2 * x")
    try terminal.wait(for: "Return runs the solution")
    terminal.type("\r")
    try terminal.wait(for: "Return checks your work")
    terminal.type("\r")
    try terminal.wait(for: "check passes")
  }

  @Test("a cell that is edited in the reader's editor runs as it was left")
  func editing() throws {
    var ganbook = try Ganbook()
    ganbook.environment["EDITOR"] = "sed -i 's/3.0/30.0/'"
    let terminal = try PseudoTerminal(ganbook, ["open", ganbook.lesson(Self.body)])
    try terminal.wait(for: "cell 1 of 5")
    terminal.type(":edit\r")
    try terminal.wait(for: "\n28.0\n")
    terminal.type(":edit 2\r")
    try terminal.wait(for: "The cell was left as it is: nothing runs. `:run 2` runs it.")
    terminal.type(":edit 9\r")
    try terminal.wait(for: "from 1 to 5")
  }

  @Test("long lists come in pages, and what Return does is told again below them")
  func lists() throws {
    let ganbook = try Ganbook()
    let terminal = try PseudoTerminal(ganbook, ["open", ganbook.lesson(Self.body)], rows: 20)
    try terminal.wait(for: "cell 1 of 5")
    terminal.type(":help\r")
    try terminal.wait(for: "-- more")
    #expect(!terminal.plain.contains("GANBOOK_SNAPSHOTS"))
    terminal.type("q")
    try terminal.wait(for: "cell 1 of 5 · Return runs it")
    #expect(!terminal.plain.contains("GANBOOK_SNAPSHOTS"), "who leaves a list has seen enough of it")
    terminal.type(":help\r")
    for _ in 0..<2 {
      try terminal.wait(for: "-- more")
      terminal.type(" ")
    }
    try terminal.wait(for: "`ganbook doctor`, in a shell")
    try terminal.wait(for: "cell 1 of 5 · Return runs it")
  }

  @Test("without a terminal commands and Swift are read line by line")
  func piped() throws {
    let ganbook = try Ganbook()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Ganbook.executable)
    process.arguments = ["open", try ganbook.lesson(Self.body)]
    process.environment = ganbook.environment
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data("let a = [\n  1, 2,\n]\na.count + 40\n:quit\n".utf8))
    try input.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(text.contains("\n42\n"), "\(text)")
  }
}
