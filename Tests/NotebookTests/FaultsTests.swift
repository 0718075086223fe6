import Foundation
import Notebook
import Testing

@Suite("A cell that fails leaves the state before it") struct FaultsTests {
  let notebook: TestNotebook

  init() throws {
    notebook = try TestNotebook()
    try notebook.run("var kept = 41\nvar list = [1, 2, 3]")
  }

  /// Every one of these first changes the state, so that what is left of it would show.
  @Test(
    "a trap is reported at its line",
    arguments: [
      ("let nothing: Int? = nil\nnothing!", "Unexpectedly found nil while unwrapping an Optional value", 12),
      ("list[7]", "Index out of range", 11),
      ("fatalError(\"so be it\")", "so be it", 11),
      ("let most = Int.max\nfunc next(_ n: Int) -> Int {\n  n + 1\n}\nnext(most)", "arithmetic overflow", 13),
      ("let zero = kept - kept\n\n1 / zero", "Division by zero", 13),
      ("precondition(kept < 0, \"kept must be negative\")", "kept must be negative", 11),
    ])
  func trap(_ cell: String, _ message: String, _ line: Int) throws {
    let fault = try #require(faultOf { try notebook.run("kept = 0\n" + cell, file: "faults.md", line: 10) })
    #expect(fault.message.contains(message), "\(fault)")
    #expect(fault.location == SourceLocation(file: "faults.md", line: line))
    #expect(fault.cause == .trap)
    #expect(notebook.errorOutput == "")
    try expectKept()
  }

  @Test("a bad pointer is reported at its line") func segmentationFault() throws {
    let fault = try #require(faultOf { try notebook.run("kept = 0\nUnsafeMutablePointer<Int>(bitPattern: 8)!.pointee = 1", line: 5) })
    #expect(fault.cause == .signal(SIGSEGV))
    #expect(fault.location?.line == 6)
    try expectKept()
  }

  @Test("an endless recursion is called by its name") func stackOverflow() throws {
    let fault = try #require(faultOf { try notebook.run("kept = 0\nfunc down(_ n: Int) -> Int {\n  1 + down(n + 1)\n}\ndown(0)") })
    #expect(fault.cause == .stackOverflow)
    #expect([2, 3].contains(fault.location?.line))
    try expectKept()
  }

  @Test("exit(0) is no success") func exitIsNoSuccess() throws {
    let fault = try #require(faultOf { try notebook.run("import Foundation\nkept = 0\nprint(\"last words\", terminator: \"\")\nexit(0)") })
    #expect(fault.cause == .exit(0))
    #expect(notebook.output == "last words")
    try expectKept()
  }

  @Test("abort is reported") func aborts() throws {
    let fault = try #require(faultOf { try notebook.run("import Foundation\nkept = 0\nabort()") })
    #expect(fault.cause == .signal(SIGABRT))
    try expectKept()
  }

  @Test("a signal that a cell raises is reported by its name", arguments: [(SIGBUS, "SIGBUS"), (SIGFPE, "SIGFPE"), (SIGTERM, "SIGTERM")])
  func raises(signal: Int32, name: String) throws {
    let fault = try #require(faultOf { try notebook.run("import Foundation\nkept = 0\nraise(\(signal));") })
    #expect(fault.cause == .signal(signal))
    #expect(fault.message.contains(name))
    try expectKept()
  }

  @Test("an error that nobody catches is reported in its own words, at the line that may throw") func throwsError() throws {
    let fault = try #require(faultOf { try notebook.run("kept = 0\nstruct Wrong: Error {}\nthrow Wrong()", file: "faults.md", line: 10) })
    #expect(fault.message == "Wrong()", "\(fault)")
    #expect(fault.location == SourceLocation(file: "faults.md", line: 12))
    try expectKept()
  }

  @Test("what the engine refuses is told in its words, at the line of the cell") func engineFailure() throws {
    let fault = try #require(
      faultOf { try notebook.run("kept = 0\nlet a = Tensor(zeros: [2, 3])\nlet b = Tensor(zeros: [4, 5])\nlet c = matmul(a, b)", line: 20) }
    )
    #expect(fault.cause == .engine)
    #expect(fault.message.hasPrefix("matmul: "), "\(fault)")
    #expect(fault.location?.line == 23)
    try expectKept()
  }

  @Test("a fault in a function of an earlier cell is found there") func faultInEarlierCell() throws {
    try notebook.run("func pick(_ n: Int) -> Int {\n  list[n]\n}", file: "earlier.md", line: 100)
    let fault = try #require(faultOf { try notebook.run("pick(9)", file: "later.md") })
    #expect(fault.location == SourceLocation(file: "earlier.md", line: 101))
  }

  @Test("a cell killed from outside is reported") func killed() throws {
    let fault = try #require(
      faultOf {
        try notebook.session.run(CellSource("kept = 0\nwhile true {}", file: "loop")) { event in
          if case .started(_, let process) = event { kill(process, SIGKILL) }
        }
      })
    #expect(fault.cause == .signal(SIGKILL))
    try expectKept()
  }

  @Test("a thread that outlives its cell takes the cell back") func thread() throws {
    let cell = "import Foundation\nkept = 0\nvar id = pthread_t()\npthread_create(&id, nil, { _ in sleep(100); return nil }, nil);"
    #expect(faultOf { try notebook.run(cell) }?.cause == .threads)
    try expectKept()
  }

  @Test("a thread that ends with its cell does its work, and the next cell too") func joinedThread() throws {
    let cell = """
      import Foundation
      var thread = pthread_t()
      pthread_create(&thread, nil, { _ in kept = 43; return nil }, nil)
      pthread_join(thread, nil);
      """
    for _ in 1...2 { try notebook.run(cell) }
    #expect(try notebook.show("kept") == "43")
  }

  @Test("what a failed cell had started dies with it") func childrenDie() throws {
    let mark = "86\(Int.random(in: 1000...9999))"
    _ = faultOf {
      try notebook.run(
        "import Foundation\nvar pid = pid_t()\nposix_spawn(&pid, \"/bin/sleep\", nil, nil, [strdup(\"sleep\"), strdup(\"\(mark)\"), nil], nil)\nfatalError()"
      )
    }
    #expect(!processes().contains { $0.contains("sleep\0\(mark)") })
    try expectKept()
  }

  private func expectKept() throws {
    #expect(try notebook.show("kept") == "41")
    #expect(notebook.session.depth == 2)
  }
}

/// The command lines of all processes.
func processes() -> [String] {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
  return names.filter { Int($0) != nil }.compactMap { try? String(contentsOfFile: "/proc/\($0)/cmdline", encoding: .utf8) }
}
