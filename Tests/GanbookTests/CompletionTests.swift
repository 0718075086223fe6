import Foundation
import Testing

/// TAB as a reader presses it: the whole program on a terminal, with real readline and real sourcekitd.
@Suite("TAB, types and docstrings in the notebook", .serialized)
struct CompletionTests {
  private static let body = """
    ```swift
    let ring = Mixture.ring(modes: 8, radius: 2, deviation: 0.1)
    let generator = MLP(2, 3)
    ```

    ```swift
    ring.modes
    ```

    """

  private func open(_ ganbook: Ganbook, rows: UInt16 = 40) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(ganbook, ["open", ganbook.lesson(Self.body)], rows: rows)
    try terminal.wait(for: "cell 1 of 2")
    try terminal.wait(for: "> ")
    terminal.type("\r")
    try terminal.wait(for: "cell 2 of 2")
    try terminal.wait(for: "> ")
    return terminal
  }

  /// Types, and presses TAB until it has an effect: on a busy machine the helper may need longer than the notebook waits.
  private func complete(_ typed: String, to expected: String, on terminal: PseudoTerminal) throws {
    terminal.type(typed)
    try terminal.wait(for: typed.split(separator: "\r").last.map(String.init) ?? typed)
    for attempt in 1...30 {
      terminal.type("\t")
      do {
        try terminal.wait(for: expected, seconds: 2)
        return
      } catch  where attempt < 30 {}
    }
  }

  @Test("members, labels, earlier names and lines of an unfinished cell are completed; candidates are listed with their types")
  func completes() throws {
    let terminal = try open(Ganbook())
    try complete("ring.cov", to: "erage(of: ", on: terminal)
    terminal.type("ring.sample(9)).modes + 100\r")
    try terminal.wait(for: "\n10")
    try complete("gener", to: "ator", on: terminal)
    terminal.type("\u{15}")
    try complete("Mixture.ring(modes: 3, rad", to: "ius: ", on: terminal)
    terminal.type("\u{15}")
    try complete("func half() -> Int {\rring.mo", to: "des", on: terminal)
    terminal.type(" / 2\r}\rhalf() + 1_000\r")
    try terminal.wait(for: "\n1004\n")
    try complete("ring.", to: "coverage(of: Tensor) -> Coverage", on: terminal)
    try terminal.wait(for: "sample(_ count: Int) -> Tensor")
  }

  @Test("TAB behind the point of an optional puts `?.` in its place, and lists both kinds of members")
  func optionals() throws {
    let terminal = try open(Ganbook())
    terminal.type("let maybe: Mixture? = ring\r")
    try terminal.wait(for: "> ")
    try complete("maybe.mod", to: "?.modes", on: terminal)
    terminal.type(" ?? 0\r")
    try terminal.wait(for: "\n8\n")
    try complete("maybe.", to: "sample(_ count: Int) -> Tensor", on: terminal)
    try terminal.wait(for: "unsafelyUnwrapped: Mixture")
    terminal.type("modes.map { $0 + 300 }\r")
    try terminal.wait(for: "value of optional type")
  }

  @Test("a helper that is killed is replaced with a word, and one that hangs costs a moment: what is typed stays and runs")
  func faults() throws {
    let terminal = try open(Ganbook())
    try complete("ring.cov", to: "erage(of: ", on: terminal)
    let first = try #require(CompletionHelpers.process(of: terminal.process))
    kill(first, SIGKILL)
    try terminal.wait(for: "another one takes its place")
    terminal.type("\u{15}ring.mo")
    let second = try #require(CompletionHelpers.process(of: terminal.process, otherThan: first))
    kill(second, SIGSTOP)
    terminal.type("\tdes + 500\r")
    try terminal.wait(for: "\n508\n")
    // It owes an answer, so it is ended after a while, and the next one completes.
    kill(second, SIGKILL)
    try complete("ring.den", to: "sity(at: ", on: terminal)
    #expect(terminal.plain.components(separatedBy: "takes its place").count == 2, "one notice is enough")
  }

  @Test("Ctrl-C while completing brings a fresh prompt, and the notebook goes on")
  func interrupted() throws {
    let terminal = try open(Ganbook())
    let helper = try #require(CompletionHelpers.process(of: terminal.process))
    kill(helper, SIGSTOP)
    terminal.type("ring.nothing\t")
    Thread.sleep(forTimeInterval: 0.2)
    terminal.type("\u{3}")
    try terminal.wait(for: "^C")
    try terminal.wait(for: "> ")
    terminal.type("ring.modes + 600\r")
    try terminal.wait(for: "\n608\n")
  }

  @Test("the helper ends when the front end is killed, even while it is stopped")
  func orphan() throws {
    let terminal = try open(Ganbook())
    let helper = try #require(CompletionHelpers.process(of: terminal.process))
    kill(helper, SIGSTOP)
    // The system wakes and ends a stopped process whose parent dies, once all its threads have stopped.
    try #require(CompletionHelpers.hasStopped(helper))
    terminal.kill(SIGKILL)
    #expect(ProcessGroup.isGone(helper))
  }

  @Test("without sourcekitd everything else works, and the doctor says what is missing")
  func withoutSourceKit() throws {
    var ganbook = try Ganbook()
    ganbook.environment["SWIFT_TOOLCHAIN"] = try ToolchainCopy(in: ganbook.folder, leavingOut: "libsourcekitd").path
    let report = try ganbook("doctor")
    #expect(report.output.contains("no libsourcekitdInProc.so"))
    let terminal = try open(ganbook)
    terminal.type("ring.mo\tdes + 700\r")
    try terminal.wait(for: "\n708\n")
    terminal.type(":und\t")
    try terminal.wait(for: ":undo ")
  }

  @Test("files are completed behind :plot, and names behind ?")
  func files() throws {
    let ganbook = try Ganbook()
    _ = try ganbook.folder.write("", to: "picture-of-a-ring.png")
    let terminal = try open(ganbook)
    terminal.type(":plot \(ganbook.folder.path)/pict\t")
    try terminal.wait(for: "ure-of-a-ring.png")
    terminal.type("\u{15}")
    try complete("?softpl", to: "us", on: terminal)
    terminal.type("\r")
    try terminal.wait(for: "func softplus(")
  }

  @Test(":type tells a type and runs nothing; :vars tells shapes, sizes and parameters")
  func types() throws {
    let terminal = try open(Ganbook())
    terminal.type(":type ring.sample(3)\r")
    try terminal.wait(for: "\nTensor\n")
    terminal.type(":type ring.nothing\r")
    try terminal.wait(for: "no member 'nothing'")
    terminal.type(":type\r")
    try terminal.wait(for: "Write an expression behind it")
    terminal.type("let grid = Tensor(zeros: [100, 3]);\r:vars\r")
    try terminal.wait(for: "generator: MLP")
    try terminal.wait(for: "9 parameters, 36 bytes")
    try terminal.wait(for: "shape [100, 3], 1.2 KB")
  }

  @Test("?NAME shows declaration, text and parts of a docstring, and suggests what was meant")
  func documentation() throws {
    let terminal = try open(Ganbook(), rows: 300)
    terminal.type("?Mixture.ring\r")
    try terminal.wait(for: "static func ring(modes: Int")
    try terminal.wait(for: "in Mixture, module Datasets")
    terminal.type("?gradientPenalty\r")
    try terminal.wait(for: "\n    penaltyWeight * mean(")
    try terminal.wait(for: "\n  penaltyWeight  lambda")
    try terminal.wait(for: "\n  Source         Gulrajani et al. 2017, arXiv:1704.00028")
    terminal.type(":doc ring.coverage\r")
    try terminal.wait(for: "func coverage(of")
    terminal.type("?ring\r")
    try terminal.wait(for: "let ring: Mixture")
    try terminal.wait(for: "struct Mixture")
    terminal.type("\u{1B}[200~/// Half of it.\rfunc half(_ x: Double) -> Double { x / 2 }\u{1B}[201~\r")
    terminal.type("?half\r")
    try terminal.wait(for: "func half(_ x: Double) -> Double\n\nHalf of it.")
    terminal.type("?zip\r")
    try terminal.wait(for: "From the documentation of Swift's standard library that comes with Swift version")
    try terminal.wait(for: "in module Swift")
    terminal.type("let numbers = [1, 2]\r?numbers.map\r")
    try terminal.wait(for: "in Sequence, module Swift")
    terminal.type("?guard\r")
    try terminal.wait(for: "docs.swift.org")
    terminal.type("?softplu\r")
    try terminal.wait(for: "Did you mean `softplus`")
  }
}
