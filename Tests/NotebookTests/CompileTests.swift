import Foundation
import Notebook
import Testing

@Suite("Compiling cells") struct CompileTests {
  let notebook: TestNotebook

  init() throws { notebook = try TestNotebook() }

  private func diagnostics(_ text: String, line: Int = 1) -> [Diagnostic] {
    if case .compile(let diagnostics) = failure({ try notebook.run(text, file: "04-gans.md", line: line) }) { diagnostics } else { [] }
  }

  @Test(
    "an error stands at the lesson's line and column",
    arguments: [
      ("let a = 1\nlet b = wrong", 58, 9, "cannot find 'wrong' in scope"),
      ("let a = 1\n  wrong + a", 58, 3, "cannot find 'wrong' in scope"),
      ("1 + wrong", 57, 5, "cannot find 'wrong' in scope"),
      ("let a: Int = \"x\"", 57, 14, "cannot convert value of type 'String' to specified type 'Int'"),
      ("func f( {\n}", 57, 9, "expected parameter name followed by ':'"),
    ])
  func location(_ text: String, _ line: Int, _ column: Int, _ message: String) throws {
    let error = try #require(diagnostics(text, line: 57).first)
    #expect(error.file == "04-gans.md" && error.line == line && error.column == column)
    #expect(error.message == message)
    #expect(error.severity == .error)
  }

  @Test("notes and replacements come with their error") func notes() throws {
    let error = try #require(diagnostics("let count = 1\nprint(cuont)\nlet c = count as! String").first)
    #expect(error.message.contains("cuont"))
    #expect(error.length == 5)
  }

  @Test("a cell that does not compile leaves the notebook as it was") func leavesState() throws {
    try notebook.run("var x = 1")
    #expect(!diagnostics("x = 2\nwrong").isEmpty)
    #expect(try notebook.show("x") == "1")
  }

  @Test("a warning of the cell's own is kept, one that comes from the notebook's edits is not") func warnings() throws {
    let own = try notebook.run("func f() -> Int {\n  let unused = 3\n  return 1\n}")
    #expect(own.warnings.map(\.line) == [2])
    try notebook.run("struct Point {}")
    #expect(try notebook.run("extension Point: CustomStringConvertible { var description: String { \"p\" } }").warnings == [])
    #expect(try notebook.run("[1, 2].first").warnings == [])
  }

  @Test("a private name belongs to its cell alone") func privateNames() throws {
    try notebook.run("private let hidden = 1\nlet seen = hidden")
    #expect(try notebook.show("seen") == "1")
    #expect(diagnostics("hidden").map(\.message) == ["cannot find 'hidden' in scope"])
  }

  @Test("a conformance declared again is an error that says what to do") func conformanceAgain() throws {
    try notebook.run("struct Point {}")
    try notebook.run("extension Point: CustomStringConvertible { var description: String { \"one\" } }")
    let error = try #require(diagnostics("extension Point: CustomStringConvertible { var description: String { \"two\" } }").first)
    #expect(error.message == "redundant conformance of 'Point' to protocol 'CustomStringConvertible'")
    #expect(error.advice?.contains(":undo") == true)
  }

  @Test("a member of an extension that is declared again is the new one") func extensionAgain() throws {
    try notebook.run("struct Point {}\nextension Point { var n: Int { 1 } }")
    try notebook.run(
      "extension Point { var n: Int { 2 } }\ninfix operator <+> : AdditionPrecedence\nfunc <+> (a: Int, b: Int) -> Int { 1 }")
    try notebook.run("infix operator <+> : AdditionPrecedence\nfunc <+> (a: Int, b: Int) -> Int { 2 }")
    #expect(try notebook.show("[Point().n, 0 <+> 0]") == "[2, 2]")
  }

  @Test(
    "Task and Dispatch are refused before they run, and the next cell is unharmed",
    arguments: [
      "import Foundation\nTask { print(1) };", "import Dispatch\nDispatchQueue.global().sync { print(1) }",
      "import Foundation\nlet p = Process()", "import Foundation\nlet q = OperationQueue()",
      "import Foundation\nimport FoundationNetworking\nlet s = URLSession.shared",
      "func later() async -> Int { 1 }\nfunc run() async { async let a = later(); print(await a) }",
    ])
  func refuses(_ cell: String) throws {
    guard case .featureRefused(_, let instead, _) = failure({ try notebook.run("print(0)\n" + cell) }) else {
      Issue.record("it was not refused")
      return
    }
    #expect(["Write ", "Run ", "Fetch ", "Use "].contains { instead.hasPrefix($0) })
    #expect(notebook.output == "")
    #expect(try notebook.show("1 + 1") == "2")
  }

  @Test("what a refusal advises instead works: a command's output is read, threads are joined, time is measured") func instead() throws {
    try notebook.run(
      """
      import Glibc
      let command = popen("echo forty; echo two", "r")!
      var (line, capacity): (UnsafeMutablePointer<CChar>?, Int) = (nil, 0)
      while getline(&line, &capacity, command) > 0 { print(String(cString: line!), terminator: "") }
      pclose(command);
      """)
    #expect(notebook.output == "forty\ntwo\n")
    try notebook.run(
      """
      import Foundation
      let thread = Thread { print("in a thread") }
      thread.start()
      while !thread.isFinished { usleep(1_000) }
      usleep(50_000)
      print(ContinuousClock().measure { usleep(1_000) } > .microseconds(900))
      """)
    #expect(notebook.output == "in a thread\ntrue\n")
    var arguments = "let words = [\"true\"]"
    arguments += "\nvar child: pid_t = 0\nvar list: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]"
    try notebook.run(
      arguments
        + "\nposix_spawnp(&child, \"true\", nil, nil, &list, environ)\nvar status: Int32 = 1\nwaitpid(child, &status, 0)\nprint(status)")
    #expect(notebook.output == "0\n")
  }

  @Test(
    "parameters replace initialisers",
    arguments: [
      ("let steps = 5_000 // as in the paper\nsteps", ["steps": "20"], "20"),
      (
        "let rate: Double = 1e-3\nlet name = \"ring\"\n[\"\\(rate)\", name]", ["rate": "0.5", "name": "a \"grid\""],
        "[\"0.5\", \"a \\\"grid\\\"\"]"
      ),
      ("let on = true\non", ["on": "false"], "false"),
      ("let sizes = [1, 2]\nsizes", ["sizes": "[3]"], "[3]"),
    ])
  func parameters(_ cell: String, _ values: [String: String], _ shown: String) throws {
    try notebook.run(cell, parameters: values)
    #expect(notebook.values == [shown])
  }

  @Test("an unknown parameter and an unsuitable value are errors") func wrongParameters() {
    let cell = "let steps = 5_000\nlet rate = 0.1"
    #expect(failure { try notebook.run(cell, parameters: ["step": "1"]) } == .unknownParameter(name: "step", known: ["steps", "rate"]))
    #expect(
      failure { try notebook.run(cell, parameters: ["steps": "many"]) }
        == .unsuitableParameter(name: "steps", value: "many", expected: "an integer"))
  }

  @Test("the cache spares the compiler in a second session, and notices what was damaged") func cache() throws {
    let cache = TestNotebook.freshCache()
    defer { try? FileManager.default.removeItem(atPath: cache) }
    let cells = ["let a = 1", "func f() -> Int { a }", "f() + 1"]
    let first = try TestNotebook(cache: cache)
    for cell in cells { #expect(try !first.run(cell).isFromCache) }
    let second = try TestNotebook(cache: cache)
    for cell in cells { #expect(try second.run(cell).isFromCache) }
    #expect(second.values == ["2"])
    try damageLibraries(in: cache)
    let third = try TestNotebook(cache: cache)
    #expect(try !third.run(cells[0]).isFromCache)
    try third.run(cells[1])
    #expect(try third.show(cells[2]) == "2")
  }

  private func damageLibraries(in cache: String) throws {
    let files = FileManager.default.enumerator(atPath: cache)?.compactMap { $0 as? String } ?? []
    let libraries = files.filter { $0.hasSuffix(".so") }
    #expect(libraries.count == 3)
    for library in libraries { truncate("\(cache)/\(library)", 100) }
  }

  @Test("another position or parameter in the same text is another cell") func cacheKey() throws {
    let cache = TestNotebook.freshCache()
    defer { try? FileManager.default.removeItem(atPath: cache) }
    let notebook = try TestNotebook(cache: cache)
    try notebook.run("let n = 1\nn")
    #expect(try !notebook.run("let n = 1\nn", parameters: ["n": "2"]).isFromCache)
    #expect(notebook.values == ["2"])
    #expect(try !notebook.run("let n = 1\nn", line: 2).isFromCache)
  }

  @Test("cells compiled ahead are in the cache when they are run") func compilesAhead() throws {
    let cache = TestNotebook.freshCache()
    defer { try? FileManager.default.removeItem(atPath: cache) }
    let notebook = try TestNotebook(cache: cache)
    let cells = ["var x = 1", "x += 1", "x"].map { CellSource($0, file: "ahead") }
    notebook.session.compileAhead(cells)
    notebook.session.awaitCompiledAhead()
    for cell in cells { #expect(try notebook.session.run(cell).isFromCache) }
  }

  @Test("a cache that others can write to is not used") func refusesSharedCache() throws {
    let cache = TestNotebook.freshCache()
    defer { try? FileManager.default.removeItem(atPath: cache) }
    try FileManager.default.createDirectory(
      atPath: cache + "/ganbook", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o777])
    chmod(cache + "/ganbook", 0o777)
    let notebook = try TestNotebook(cache: cache)
    try notebook.run("1")
    #expect(try FileManager.default.contentsOfDirectory(atPath: cache + "/ganbook").isEmpty)
  }
}
