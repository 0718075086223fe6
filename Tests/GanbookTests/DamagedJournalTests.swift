import CSQLite
import Foundation
import Testing

/// Journals that do not tell of what there is any more.
@Suite("A journal that was damaged, or whose lesson or program is another")
struct DamagedJournalTests {
  private let ganbook: Ganbook
  private let lesson: String

  init() throws {
    ganbook = try Ganbook()
    lesson = try ganbook.lesson("```swift\nvar sum = 1\n```\n\n```swift\nsum += 10;\n```\n\n```swift\nsum += 100;\n```\n")
  }

  /// Runs the lesson's three cells and dies.
  private func die() throws {
    let terminal = try PseudoTerminal(ganbook, ["open", lesson])
    for cell in 1...3 {
      try terminal.wait(for: "cell \(cell) of 3")
      terminal.type("\r")
    }
    try terminal.wait(for: ":lessons lists all lessons")
    terminal.kill(SIGKILL)
    _ = try terminal.end()
  }

  private func change(_ statement: String) throws {
    var connection: OpaquePointer?
    try #require(sqlite3_open("\(ganbook.folder.path)/state/ganbook/state.sqlite", &connection) == SQLITE_OK)
    defer { sqlite3_close(connection) }
    #expect(sqlite3_exec(connection, statement, nil, nil, nil) == SQLITE_OK)
    #expect(sqlite3_changes(connection) > 0)
  }

  private func sum(_ terminal: PseudoTerminal) throws -> String {
    terminal.type("\"<\\(sum)>\"\r")
    let value = try terminal.wait(for: /"<([^\\>]*)>"/)
    // With the prompt the cell's end is in the journal.
    try terminal.wait(for: "\n> ")
    return value
  }

  @Test("a changed entry is not run: the notebook goes on up to before it, says so, and its journal is whole again")
  func changedEntry() throws {
    try die()
    try change("UPDATE journal SET text = 'sum += 11;' WHERE ordinal = 2")
    let second = try PseudoTerminal(ganbook, ["open", lesson])
    try second.wait(for: "was cut off: 1 cell had run")
    try second.wait(for: "The last 2 entries of its journal cannot be read")
    second.type("\r")
    try second.wait(for: "The notebook stands as it did before what cannot be read.")
    try second.wait(for: "cell 2 of 3")
    #expect(try sum(second) == "1")
    second.kill(SIGKILL)
    _ = try second.end()
    let third = try PseudoTerminal(ganbook, ["open", lesson])
    try third.wait(for: "was cut off: 2 cells had run")
    #expect(!third.plain.contains("cannot be read"))
  }

  @Test("a journal of which nothing can be read is let go with a notice, and so is a damaged session")
  func nothingLeft() throws {
    for statement in ["UPDATE journal SET text = 'x' WHERE ordinal = 1", "UPDATE session SET seed = '8'"] {
      try die()
      try change(statement)
      let second = try PseudoTerminal(ganbook, ["open", lesson])
      try second.wait(for: "damaged, and was let go")
      try second.wait(for: "cell 1 of 3")
      second.type(":quit\r")
      #expect(try second.end() == 0)
      let third = try PseudoTerminal(ganbook, ["open", lesson])
      try third.wait(for: "cell 1 of 3")
      #expect(!third.plain.contains("damaged") && !third.plain.contains("Go on with it?"))
      third.type(":quit\r")
      _ = try third.end()
    }
  }

  @Test("a lesson that changed is said; what ran runs again as it was")
  func changedLesson() throws {
    try die()
    let text = try String(contentsOfFile: lesson, encoding: .utf8)
    try text.replacing("sum += 10;", with: "sum += 20;").write(toFile: lesson, atomically: true, encoding: .utf8)
    let second = try PseudoTerminal(ganbook, ["open", lesson])
    try second.wait(for: "was cut off: 3 cells had run")
    try second.wait(for: "The lesson has changed since then")
    second.type("\r")
    try second.wait(for: "The notebook stands where it was.")
    try second.wait(for: "cell 1 of 3")
    #expect(try sum(second) == "111")
  }

  @Test("a lesson that is gone is said with its place, the journal is kept, and with the lesson back the notebook goes on")
  func goneLesson() throws {
    try die()
    try FileManager.default.moveItem(atPath: lesson, toPath: lesson + ".away")
    let second = try PseudoTerminal(ganbook, [])
    try second.wait(for: "cannot go on without its lesson")
    try second.wait(for: "Put the file back")
    try second.wait(for: "cell 1 of")
    second.type(":quit\r")
    #expect(try second.end() == 0)
    try FileManager.default.moveItem(atPath: lesson + ".away", toPath: lesson)
    let third = try PseudoTerminal(ganbook, [])
    try third.wait(for: "was cut off: 3 cells had run")
    third.type("\r")
    try third.wait(for: "The notebook stands where it was.")
    #expect(try sum(third) == "111")
  }

  @Test("a notebook that another build ran goes on, with a word about it")
  func otherBuild() throws {
    try die()
    // The checksum covers the build: an empty one is that of the version which had none.
    try change("UPDATE session SET build = 'another', checksum = ''")
    let second = try PseudoTerminal(ganbook, ["open", lesson])
    try second.wait(for: "Another build of Ganbook ran it")
    second.type("\r")
    try second.wait(for: "The notebook stands where it was.")
    #expect(try sum(second) == "111")
    second.kill(SIGKILL)
    _ = try second.end()
    let third = try PseudoTerminal(ganbook, ["open", lesson])
    try third.wait(for: "Go on with it?")
    #expect(!third.plain.contains("Another build"))
  }
}
