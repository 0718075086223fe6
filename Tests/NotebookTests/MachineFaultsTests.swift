import Foundation
import Notebook
import Testing

/// Faults of the machine under a notebook: each is brought about for real, and each costs at most the cell.
@Suite("The machine under the notebook fails") struct MachineFaultsTests {
  @Test("a compiler that crashes costs the cell, and the next one compiles") func compilerCrashes() throws {
    let folder = TestNotebook.freshCache()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let toolchain = try FakeToolchain(at: folder, frontend: "")
    let notebook = try TestNotebook(cache: folder + "/cache") { $0.environment["SWIFT_TOOLCHAIN"] = toolchain.root }
    try notebook.run("var kept = 41")
    try toolchain.change(to: "case \"$*\" in *-emit-module-path*) echo last words >&2; kill -SEGV $$;; esac")
    guard case .compilerCrashed(let signal, let text)? = failure({ try notebook.run("kept = 0") }) else {
      Issue.record("the crash went unnoticed")
      return
    }
    #expect(signal == SIGSEGV && text.contains("last words"))
    try toolchain.mend()
    #expect(try notebook.show("kept") == "41")
  }

  @Test(
    "tools that waited for a cell and were killed meanwhile are started anew: parser, compiler, linker",
    arguments: ["swift-frontend", "ld.lld"])
  func waitingToolsKilled(program: String) throws {
    let notebook = try TestNotebook { $0.keepsCompilersReady = true }
    try notebook.run("var kept = 41")
    usleep(100_000)
    let waiting = children(running: program)
    #expect(!waiting.isEmpty)
    for (process, _) in waiting { kill(process, SIGKILL) }
    let number = UInt32.random(in: 0 ... .max)
    #expect(try notebook.show("let late\(number) = kept + 1\nlate\(number)") == "42")
    #expect(try notebook.show("late\(number)") == "42")
  }

  @Test("a compiler that hangs is stopped at its deadline, or by Ctrl-C, and what it left is removed") func compilerHangs() throws {
    let folder = TestNotebook.freshCache()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let toolchain = try FakeToolchain(at: folder, frontend: "case \"$*\" in *-emit-module-path*) exec sleep 100;; esac")
    let notebook = try TestNotebook(cache: folder + "/cache") {
      $0.environment["SWIFT_TOOLCHAIN"] = toolchain.root
      $0.compilerDeadline = 0.5
    }
    #expect(failure { try notebook.run("1") } == .compilerTimedOut(seconds: 0.5))
    let patient = try TestNotebook(cache: folder + "/cache") { $0.environment["SWIFT_TOOLCHAIN"] = toolchain.root }
    let begin = ContinuousClock.now
    Thread.detachNewThread {
      usleep(400_000)
      kill(getpid(), SIGINT)
    }
    #expect(failure { try patient.run("1") } == .interrupted(place: SourceLocation(file: "lesson.md", line: 1)))
    #expect(ContinuousClock.now - begin < .seconds(5))
    #expect(children(running: "sleep").isEmpty)
    try toolchain.mend()
    #expect(try patient.show("6 * 7") == "42")
  }

  @Test("a fork that the system refuses costs the cell, and going back to a state that may fork mends it") func forkRefused() throws {
    let notebook = try TestNotebook()
    try notebook.run("import Foundation\nvar kept = 41")
    // Root is above the limit on processes: such a cell becomes nobody first.
    try notebook.run(
      """
      var limit = rlimit(rlim_cur: 0, rlim_max: 0)
      setrlimit(__rlimit_resource_t(__RLIMIT_NPROC.rawValue), &limit)
      if getuid() == 0 { setuid(65_534) };
      """)
    let fault = try #require(faultOf { try notebook.run("kept = 0") })
    #expect(fault.cause == .fork)
    #expect(fault.message.contains("Resource temporarily unavailable"))
    #expect(fault.message.contains("close other programs"))
    #expect(notebook.session.depth == 2)
    try notebook.session.undo()
    #expect(try notebook.show("kept") == "41")
  }

  @Test(
    "a disk that is full while a cell is compiled and linked costs the cell, and names the place; with room again it runs",
    .enabled(if: SmallVolume.canMount, "only root can mount a small file system"))
  func diskFull() throws {
    let volume = try SmallVolume(kilobytes: 4_096)
    defer { volume.unmount() }
    let notebook = try TestNotebook(cache: volume.path)
    try notebook.run("var kept = 41")
    var refused: Set<String> = []
    // Less and less room: the object file, the interface, the library and the entry each meet the end of it.
    for free in [96, 64, 48, 40, 32, 24, 16, 12, 8, 4, 0] {
      try volume.fill(leaving: free)
      if let error = failure({ try notebook.run("kept = \(free)\nstruct S\(free) { var a = 1 }") }) {
        refused.insert(String("\(error)".prefix { $0 != "(" }))
        #expect(
          error.description.contains("No space left on device") || error.description.contains("no space left"), "\(free): \(error)")
      } else {
        try notebook.session.undo()
      }
      #expect(notebook.session.depth == 1)
    }
    #expect(!refused.isEmpty)
    try volume.empty()
    #expect(try notebook.show("kept") == "41")
  }

  @Test(
    "an entry of the cache that was cut off is compiled anew, whichever of its files it is",
    arguments: [".cell", ".swiftmodule", ".so", ".syntax"])
  func truncatedCache(suffix: String) throws {
    let cache = TestNotebook.freshCache()
    defer { try? FileManager.default.removeItem(atPath: cache) }
    let cells = ["struct P { var a = 20 }\nvar p = P()", "p.a += 1", "p.a * 2"]
    let first = try TestNotebook(cache: cache)
    for cell in cells { try first.run(cell) }
    for length in [0, 1, 60] {
      let files = FileManager.default.enumerator(atPath: cache)?.compactMap { $0 as? String } ?? []
      let chosen = files.filter { $0.hasSuffix(suffix) && !$0.contains("/clang/") }
      #expect(chosen.count >= 3)
      for file in chosen { truncate("\(cache)/\(file)", off_t(length)) }
      let again = try TestNotebook(cache: cache)
      for cell in cells { try again.run(cell) }
      #expect(again.values == ["42"])
    }
  }

  @Test(
    "an entry of the cache of which one byte changed is compiled anew, whichever of its files it is",
    arguments: [".cell", ".swiftmodule", ".so", ".syntax"])
  func changedCache(suffix: String) throws {
    let cache = TestNotebook.freshCache()
    defer { try? FileManager.default.removeItem(atPath: cache) }
    let cells = ["struct P { var a = 20 }\nvar p = P()", "p.a += 1", "p.a * 2"]
    func run() throws -> (value: [String], fromCache: [Bool]) {
      let notebook = try TestNotebook(cache: cache)
      let fromCache = try cells.map { try notebook.run($0).isFromCache }
      return (notebook.values, fromCache)
    }
    _ = try run()
    for share in [0, 0.31, 0.5, 0.87, 1] {
      let files = FileManager.default.enumerator(atPath: cache)?.compactMap { $0 as? String } ?? []
      let chosen = files.filter { $0.hasSuffix(suffix) && !$0.contains("/clang/") }
      #expect(chosen.count >= 3)
      for file in chosen { try changeByte(at: share, of: "\(cache)/\(file)") }
      let again = try run()
      // What the parser said of a cell is asked anew; the cell's library is then the one that is there.
      #expect(again == (["42"], [Bool](repeating: suffix == ".syntax", count: 3)))
      #expect(try run() == (["42"], [true, true, true]), "what was compiled anew is kept")
    }
  }

  @Test("what the compiler keeps of C's modules is made anew when it is damaged", arguments: [0, 1_000, nil]) func damagedModules(
    length: Int?
  ) throws {
    let cache = TestNotebook.freshCache()
    defer { try? FileManager.default.removeItem(atPath: cache) }
    let notebook = try TestNotebook(cache: cache)
    try notebook.run("import Foundation\nvar kept = 41.0")
    let files = FileManager.default.enumerator(atPath: cache)?.compactMap { $0 as? String } ?? []
    let modules = files.filter { $0.hasSuffix(".pcm") }
    #expect(!modules.isEmpty)
    for file in modules {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(cache)/\(file)"))
      let noise = Data((0..<(length ?? bytes.count)).map { UInt8(truncatingIfNeeded: $0 &* 37) })
      try noise.write(to: URL(fileURLWithPath: "\(cache)/\(file)"))
    }
    #expect(try notebook.show("sqrt(16.0) + kept - 3") == "42.0")
    #expect(try notebook.show("sqrt(16.0) + kept") == "45.0")
  }

  private func changeByte(at share: Double, of path: String) throws {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[Int(share * Double(bytes.count - 1))] ^= 0x04
    try bytes.write(to: URL(fileURLWithPath: path))
  }

  @Test("a name that changed in what the parser said of a cell is not believed") func changedSyntax() throws {
    let cache = TestNotebook.freshCache()
    defer { try? FileManager.default.removeItem(atPath: cache) }
    try TestNotebook(cache: cache).run("var apple = 1")
    let files = FileManager.default.enumerator(atPath: cache)?.compactMap { $0 as? String } ?? []
    for file in files where file.hasSuffix(".syntax") {
      let path = "\(cache)/\(file)"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let changed = text.replacing("\"name\":\"apple\"", with: "\"name\":\"grape\"")
      #expect(changed != text)
      try changed.write(toFile: path, atomically: true, encoding: .utf8)
    }
    let notebook = try TestNotebook(cache: cache)
    try notebook.run("var apple = 1")
    #expect(try notebook.show("apple + 41") == "42")
  }

  @Test("two sessions that compile the same cells into one cache at once both get them") func sharedCache() throws {
    let cache = TestNotebook.freshCache()
    defer { try? FileManager.default.removeItem(atPath: cache) }
    let sessions = try [TestNotebook(cache: cache), TestNotebook(cache: cache)]
    let cells = (0..<6).map { $0 == 0 ? "var n = 0" : "n += \($0)" } + ["n"]
    let finished = DispatchGroup()
    for notebook in sessions {
      finished.enter()
      let box = Unchecked(notebook)
      Thread.detachNewThread {
        for cell in cells { _ = try? box.value.run(cell) }
        finished.leave()
      }
    }
    finished.wait()
    for notebook in sessions { #expect(notebook.values == ["15"]) }
  }

  private struct Unchecked: @unchecked Sendable {
    let value: TestNotebook
    init(_ value: TestNotebook) { self.value = value }
  }

  @Test("a cell that works the engine on a thread of its own while it ends is taken back, and the next one multiplies") func busyBLAS()
    throws
  {
    let notebook = try TestNotebook()
    try notebook.run("import Foundation\nvar kept = normal(64, 64)\nlet before = matmul(kept, kept).sum().scalar")
    let cell = """
      kept = Tensor(zeros: [64, 64])
      var thread = pthread_t()
      pthread_create(&thread, nil, { _ in
        var x = normal(256, 256)
        while true { x = matmul(x, x) * 1e-3 }
      }, nil)
      usleep(50_000);
      """
    #expect(faultOf { try notebook.run(cell) }?.cause == .threads)
    #expect(try notebook.show("matmul(kept, kept).sum().scalar == before") == "true")
  }

  @Test("a lock that a cell holds at its end stops nobody") func heldLock() throws {
    let notebook = try TestNotebook()
    try notebook.run("import Foundation\nflockfile(stdout)\nlet lock = NSLock()\nlock.lock()\nprint(\"locked\")")
    try notebook.run("print(\"next\")")
    #expect(notebook.output == "next\n")
    #expect(try notebook.show("lock.try()") == "false")
    _ = failure { try notebook.run("print(\"last\")\nfatalError()") }
    #expect(notebook.output == "last\n")
  }

  @Test("the front end keeps no descriptor of the cells that it compiled, ran, failed and undid") func descriptors() throws {
    let notebook = try TestNotebook()
    try notebook.run("var n = 0")
    func open() -> Int { ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []).count }
    let before = open()
    for round in 0..<8 {
      try notebook.run("n += \(round)")
      _ = failure { try notebook.run("wrong\(round)") }
      _ = failure { try notebook.run("n = \(round)\nfatalError()") }
      try notebook.session.undo()
    }
    try notebook.session.restart()
    try notebook.run("1")
    #expect(open() <= before)
  }

  @Test("a cell that prints a gigabyte ends, and the front end keeps none of it") func gigabyte() throws {
    let notebook = try TestNotebook { $0.outputLimit = 1 << 20 }
    let before = residentKilobytes()
    try notebook.run(
      """
      let line = String(repeating: "x", count: 1_023)
      for _ in 0..<(1 << 20) { print(line) }
      print("end")
      """, timeLimit: 120)
    #expect(notebook.events.contains(.outputTruncated(limit: 1 << 20)))
    #expect(notebook.output.utf8.count <= 1 << 20)
    #expect(residentKilobytes() - before < 100_000)
    #expect(try notebook.show("1 + 1") == "2")
  }

  @Test(
    "a clock that jumps by hours changes neither time limits nor durations",
    .enabled(if: JumpingClock.isAvailable, "needs the toolchain's clang"))
  func clockJumps() throws {
    let folder = TestNotebook.freshCache()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let library = try JumpingClock.build(in: folder)
    let notebook = try TestNotebook { $0.environment["LD_PRELOAD"] = library }
    #expect(try notebook.show("import Foundation\nabs(Date().timeIntervalSince(Date())) > 1_000") == "true", "the clock does not jump")
    let result = try notebook.run("for step in training(steps: 20) { usleep(10_000); step.log([\"loss\": Tensor([1.0]).sum()]) }")
    #expect((0.2...5).contains(result.seconds))
    let rates = notebook.messages.compactMap { if case .progress(let progress) = $0 { progress.rate } else { nil } }
    #expect(rates.allSatisfy { (0...110).contains($0) })
    guard case .timedOut = failure({ try notebook.run("while true {}", timeLimit: 0.5) }) else { Issue.record("no time limit"); return }
  }

  // MARK: Looking at processes

  private func children(running program: String) -> [(process: pid_t, arguments: [String])] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.compactMap { process in
      guard let line = try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8),
        let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
        status.contains("\nPPid:\t\(getpid())\n"), !status.contains("\nState:\tZ")
      else { return nil }
      let arguments = line.split(separator: "\0").map(String.init)
      return arguments.first?.hasSuffix("/" + program) == true || arguments.first == program ? (process, arguments) : nil
    }
  }

  private func residentKilobytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    return status.firstMatch(of: /VmRSS:\s+(\d+)/).flatMap { Int($0.1) } ?? 0
  }
}
