import Foundation
import Testing

/// Kills real processes at the worst moments, and goes on.
@Suite("A notebook that was cut off goes on")
struct JournalTests {
  private static let body = """
    ```swift
    var sum = 1.0
    ```

    ```swift exercise
    func double(_ x: Double) -> Double { x }
    ```

    ```swift check
    check(double(2), equals: 4.0, "twice two")
    ```

    ```swift solution
    func double(_ x: Double) -> Double { 2 * x }
    ```

    ```swift
    print("the last cell")
    ```

    """

  private let ganbook: Ganbook
  private let lesson: String

  init() throws {
    ganbook = try Ganbook()
    lesson = try ganbook.lesson(Self.body)
  }

  private func open() throws -> PseudoTerminal { try PseudoTerminal(ganbook, ["open", lesson]) }

  /// Draws random numbers, undoes, stops a training in its middle, and leaves values that only the same bits give again.
  private func work(_ terminal: PseudoTerminal) throws -> String {
    try terminal.wait(for: "cell 1 of 4")
    terminal.type("\r")
    try terminal.wait(for: "cell 2 of 4")
    terminal.type("func double(_ x: Double) -> Double { x + x + 0 * sum } // mine\r")
    try terminal.wait(for: "Return goes on to the check")
    terminal.type("sum += Double(normal(3).sum().scalar);\r")
    terminal.type("sum = -1;\r")
    terminal.type("[1, 2][Int(sum) + 7];\r")
    try terminal.wait(for: "Index out of range")
    terminal.type(":undo\r")
    try terminal.wait(for: "Took back")
    terminal.type("import Foundation\r")
    terminal.type("for step in training(steps: 1_000_000_000) { sum += Double(normal(1).scalar); usleep(500) }\r")
    try terminal.wait(for: "left")
    terminal.type("\u{3}")
    try terminal.wait(for: "Stopped after step")
    try terminal.wait(for: "\n> ")
    return try show("sum", terminal)
  }

  /// The echo of what is typed has a backslash where the value has none.
  private func show(_ expression: String, _ terminal: PseudoTerminal) throws -> String {
    terminal.type("\"<\\(\(expression))>\"\r")
    let value = try terminal.wait(for: /"<([^\\>]*)>"/)
    // With the prompt the cell's end is in the journal.
    try terminal.wait(for: "\n> ")
    return value
  }

  @Test("the front end killed in a cell: the next start says how long it takes, runs what was typed, and stops before that cell")
  func frontEndKilled() throws {
    let first = try open()
    let sum = try work(first)
    first.type("print(\"begun\"); while true {}\r")
    try first.wait(for: "\nbegun")
    first.kill(SIGKILL)
    _ = try first.end()

    let second = try open()
    try second.wait(for: "was cut off: 6 cells had run and another was running")
    try second.wait(for: "takes ")
    try second.wait(for: "Go on with it?")
    second.type("\r")
    try second.wait(for: "Stopped after step", seconds: 60)
    try second.wait(for: "The notebook stands where it was.")
    try second.wait(for: "while true {}")
    try second.wait(for: "Return goes on to the check")
    #expect(try show("sum", second) == sum)
    #expect(try show("double(21)", second) == "42.0")
    second.type("\r\r")
    try second.wait(for: "check passes")
    second.type(":quit\r")
    #expect(try second.end() == 0)

    let third = try open()
    try third.wait(for: "cell 1 of 4")
    #expect(!third.plain.contains("cut off"), "a session that was left has nothing to go on with")
  }

  @Test("the kernel killed under a cell: :resume goes on in the same session, and what it gives can be undone and killed again")
  func kernelKilled() throws {
    let terminal = try open()
    let sum = try work(terminal)
    for _ in 0..<2 {
      terminal.type("print(getpgrp()); while true {}\r")
      let group = try #require(Int32(try terminal.wait(for: /\n(\d+)\n/)))
      Glibc.kill(-group, SIGKILL)
      try terminal.wait(for: ":resume runs your 6 cells again")
      terminal.type(":resume\r")
      try terminal.wait(for: "The notebook stands where it was.", seconds: 60)
      #expect(try show("sum", terminal) == sum)
      terminal.type(":undo\r")
      try terminal.wait(for: "Took back")
    }
    terminal.type(":undo 2\r")
    try terminal.wait(for: "Took back 2 cells")
    terminal.type(":resume\r")
    try terminal.wait(for: "There is nothing to resume")
  }

  @Test("a hang-up ends everything and leaves the journal; a reader who says no begins anew and is not asked again")
  func hangUp() throws {
    let first = try open()
    try first.wait(for: "cell 1 of 4")
    first.type("\r")
    try first.wait(for: "cell 2 of 4")
    first.type("import Foundation; print(getpgrp())\r")
    let group = try #require(Int32(try first.wait(for: /\n(\d+)\n/)))
    first.kill(SIGHUP)
    #expect(try first.end() == 128 + SIGHUP)
    #expect(ProcessGroup.isGone(group))

    let second = try open()
    try second.wait(for: "Go on with it?")
    second.type("perhaps\rn\r")
    try second.wait(for: "cell 1 of 4")
    second.kill(SIGKILL)
    _ = try second.end()
    let third = try open()
    try third.wait(for: "cell 1 of 4")
    #expect(!third.plain.contains("cut off"))
  }

  @Test("two sessions at once keep two journals, and neither is offered to the other")
  func twoSessions() throws {
    let first = try open()
    try first.wait(for: "cell 1 of 4")
    first.type("\r")
    try first.wait(for: "cell 2 of 4")
    let second = try open()
    try second.wait(for: "cell 1 of 4")
    #expect(!second.plain.contains("cut off"))
    second.type("let mine = 5\r")
    #expect(try show("mine", second) == "5")
    for terminal in [second, first] {
      terminal.kill(SIGKILL)
      _ = try terminal.end()
    }
    // The newest is offered first.
    for count in ["2 cells", "1 cell"] {
      let next = try open()
      try next.wait(for: "was cut off: \(count) had run. Running", seconds: 10)
      next.type("n\r")
      try next.wait(for: "cell 1 of 4")
      next.type("\u{4}")
      #expect(try next.end() == 0, "the session of \(count)")
    }
  }

  @Test("Ctrl-C ends a replay, and the notebook stands before the cell it was at")
  func interruptedReplay() throws {
    let first = try open()
    try first.wait(for: "cell 1 of 4")
    first.type("\r")
    try first.wait(for: "cell 2 of 4")
    first.type("import Foundation\r")
    first.type("for step in training(steps: 40) { usleep(50_000) }\r")
    first.type("sum = 9;\r")
    _ = try show("sum", first)
    first.kill(SIGKILL)
    _ = try first.end()
    let second = try open()
    try second.wait(for: "takes about 2")
    second.type("\r")
    try second.wait(for: "left")
    second.type("\u{3}")
    try second.wait(for: "were not run again")
    #expect(try show("sum", second) == "1.0")
    second.kill(SIGKILL)
    _ = try second.end()
    let third = try open()
    try third.wait(for: "was cut off: 3 cells had run")
  }

  @Test("undo and redo take numbers, and a training that was stopped stops there again")
  func undoAndRedo() throws {
    let terminal = try open()
    let sum = try work(terminal)
    terminal.type(":undo\r")
    try terminal.wait(for: "Took back")
    terminal.type(":undo 5\r")
    try terminal.wait(for: "Took back 5 cells")
    try terminal.wait(for: "cell 1 of 4")
    terminal.type(":undo\r")
    try terminal.wait(for: "There is nothing to undo")
    terminal.type(":redo 99\r")
    try terminal.wait(for: "Stopped after step")
    #expect(try show("sum", terminal) == sum)
    terminal.type(":redo\r")
    try terminal.wait(for: "There is nothing to redo")
    terminal.type(":undo 0\r")
    try terminal.wait(for: ":undo N takes")
  }

  @Test("of many states the oldest are let go with a notice, and undo says where it ends")
  func bound() throws {
    var small = ganbook
    small.environment["GANBOOK_SNAPSHOTS"] = "3"
    let terminal = try PseudoTerminal(small, ["open", lesson])
    try terminal.wait(for: "cell 1 of 4")
    terminal.type("var n = 0\r")
    for _ in 1...5 { terminal.type("n += 1\r") }
    try terminal.wait(for: ":undo reaches back 3 cells from here")
    #expect(try show("n", terminal) == "5")
    #expect(terminal.plain.components(separatedBy: "reaches back").count == 2, "said once")
    terminal.type(":undo 9\r")
    try terminal.wait(for: "Undo does not reach further back")
    try terminal.wait(for: "Took back 3 cells")
  }
}
