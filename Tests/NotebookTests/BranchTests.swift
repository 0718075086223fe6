import Foundation
import Notebook
import Testing

@Suite("States with names") struct BranchTests {
  let notebook: TestNotebook
  private var session: NotebookSession { notebook.session }

  init() throws { notebook = try TestNotebook() }

  @Test("a state that has a name outlives its undo, and can be gone back to and left again") func switches() throws {
    try notebook.run("var x = 1")
    try notebook.run("x = 2\nlet only = \"here\"")
    try session.branch("two")
    try session.undo()
    try notebook.run("x = 3")
    try notebook.run("x += 30")
    try session.branch("three")
    try session.switchTo(branch: "two")
    #expect(try notebook.show("\"\\(x) \\(only)\"") == "\"2 here\"")
    #expect(session.depth == 3)
    try session.switchTo(branch: "three")
    #expect(try notebook.show("x") == "33")
    guard case .compile = failure({ try notebook.run("only") }) else { Issue.record("a name of another branch is visible"); return }
    #expect(session.branches.keys.sorted() == ["three", "two"])
  }

  @Test("undo in one branch passes the state where another begins, down to the first cell and up again") func undoBelowFork() throws {
    try notebook.run("var x = 1")
    try notebook.run("x = 2")
    try session.branch("a")
    try session.undo()
    try notebook.run("x = 3")
    try session.branch("b")
    for name in ["a", "b", "a"] {
      try session.switchTo(branch: name)
      #expect(try notebook.show("x") == (name == "a" ? "2" : "3"))
      try session.undo()
      try session.undo()
      #expect(try notebook.show("x") == "1")
      try session.undo()
      try session.undo()
      #expect(session.depth == 0)
      #expect(failure { try session.undo() } == .nothingToUndo)
    }
    try session.switchTo(branch: "b")
    #expect(try notebook.show("x") == "3")
  }

  @Test("the random numbers of a branch go on where it was left, to the bit") func randomNumbers() throws {
    try notebook.run("var drawn: [Float] = []")
    try session.branch("start")
    try notebook.run("drawn += normal(4).values")
    let first = try notebook.show("drawn + normal(4).values")
    try session.switchTo(branch: "start")
    try notebook.run("drawn += normal(4).values")
    #expect(try notebook.show("drawn + normal(4).values") == first)
  }

  @Test("what no name and no newer state needs is gone when it is left") func garbage() throws {
    try notebook.run("1")
    try session.branch("start")
    try notebook.run("2")
    let process = try #require(notebook.process)
    try session.switchTo(branch: "start")
    #expect(kill(process, 0) == -1 && errno == ESRCH)
    #expect(failure { try session.switchTo(branch: "nowhere") } == .unknownBranch("nowhere", known: ["start"]))
    #expect(session.depth == 1)
  }

  @Test("a cell that traps in one branch harms no other") func faults() throws {
    try notebook.run("var x = 1")
    try session.branch("kept")
    try notebook.run("x = 2")
    try session.branch("other")
    try session.switchTo(branch: "kept")
    #expect(faultOf { try notebook.run("x = 9\nfatalError()") } != nil)
    #expect(try notebook.show("x") == "1")
    try session.switchTo(branch: "other")
    #expect(try notebook.show("x") == "2")
  }

  @Test("a branch that is killed from outside is gone, and the notebook and the other branches stand") func killedBranch() throws {
    try notebook.run("var x = 1")
    try notebook.run("x = 2")
    let process = try #require(notebook.process)
    try session.branch("doomed")
    try session.undo()
    try session.branch("kept")
    try notebook.run("x = 3")
    kill(process, SIGKILL)
    while kill(process, 0) == 0 { usleep(1_000) }
    #expect(try notebook.show("x") == "3")
    #expect(session.branches.keys.sorted() == ["kept"])
    try session.switchTo(branch: "kept")
    #expect(try notebook.show("x") == "1")
  }

  @Test("the state below two branches killed from outside takes both along, and the one below it stands") func killedFoundation() throws {
    try notebook.run("var x = 1")
    try notebook.run("x = 2")
    let process = try #require(notebook.process)
    try notebook.run("x = 3")
    try session.branch("a")
    try session.undo()
    try notebook.run("x = 4")
    kill(process, SIGKILL)
    while try session.settle() != 1 {}
    #expect(session.branches.isEmpty)
    #expect(try notebook.show("x") == "1")
  }

  @Test("the oldest states are let go below branches too, and every branch still stands") func boundsBranches() throws {
    let small = try TestNotebook { $0.environment["GANBOOK_SNAPSHOTS"] = "3" }
    try small.run("var n = 0")
    for round in 1...4 {
      try small.run("n += 1")
      try small.session.branch("at \(round)")
    }
    try small.session.undo()
    for _ in 1...10 { try small.run("n += 10") }
    #expect(try small.show("n") == "103")
    #expect(small.events.contains(.statesDropped(reach: 3)))
    try small.session.switchTo(branch: "at 4")
    #expect(try small.show("n") == "4")
    // Its own foundation was let go, and nothing else.
    try small.session.undo()
    #expect(failure { try small.session.undo() } == .undoneTooFar)
    for _ in 1...5 { try small.run("n -= 1") }
    #expect(try small.show("n") == "-1")
  }

  @Test("there are as many names as memory is likely to bear, and one that is known moves") func limit() throws {
    try notebook.run("1")
    for number in 1...NotebookSession.branchLimit { try session.branch("\(number)") }
    #expect(failure { try session.branch("more") } == .tooManyBranches(limit: NotebookSession.branchLimit))
    try session.branch("1")
  }

  @Test("everything ends with the session, also what a cell moved into a session of its own") func ends() throws {
    let mark = "87\(Int.random(in: 1000...9999))"
    try notebook.run(
      """
      import Foundation
      var child = pid_t()
      var words = [strdup("setsid"), strdup("sleep"), strdup("\(mark)"), nil]
      posix_spawnp(&child, "setsid", nil, nil, words, environ);
      """)
    try session.branch("kept")
    try session.undo()
    let group = session.kernel.process.identifier
    for _ in 0..<2_000 where !processes().contains(where: { $0.contains("sleep\0\(mark)") }) { usleep(1_000) }
    #expect(processes().contains { $0.contains("sleep\0\(mark)") })
    session.end()
    #expect(kill(-group, 0) == -1 && errno == ESRCH)
    #expect(!processes().contains { $0.contains("sleep\0\(mark)") })
  }
}
