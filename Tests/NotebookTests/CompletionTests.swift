import CProcess
import Foundation
import Notebook
import Testing

/// Real sourcekitd in a real helper, over cells that really ran.
@Suite("Completion of Swift", .serialized) struct CompletionTests {
  let notebook: TestNotebook

  init() throws {
    notebook = try TestNotebook()
    try notebook.run("let ring = Mixture.ring(modes: 8, radius: 2, deviation: 0.1)\nfunc doubled(_ x: Tensor) -> Tensor { 2 * x }")
    try notebook.run("struct Painter { var hue = 0.5; func paint(_ times: Int, over canvas: String) -> Tensor { normal(times) } }")
  }

  /// A service whose readers have the patience that a busy machine needs.
  private func service(_ change: (inout CompletionService.Patience) -> Void = { _ in }) throws -> CompletionService {
    var patience = CompletionService.Patience()
    (patience.warm, patience.cold) = (30, 60)
    change(&patience)
    return try #require(notebook.session.completionService(patience: patience))
  }

  private func candidates(_ text: String, _ service: CompletionService, interrupt: Int32 = -1) -> [Candidate] {
    service.candidates(at: notebook.session.completionPlace(in: text, at: text.endIndex), interrupt: interrupt)
  }

  @Test("members, argument labels, free functions, types and names of earlier cells are completed, with their types") func kinds() throws {
    let service = try service()
    defer { service.end() }
    let expected: [(typed: String, text: String, signature: String)] = [
      ("ring.cov", "coverage(of: ", "coverage(of: Tensor) -> Coverage"),
      ("ring.", "modes", "modes: Int"),
      ("ring.sam", "sample(", "sample(_ count: Int) -> Tensor"),
      ("Mixture.ri", "ring(modes: ", "ring(modes: Int, radius: Double, deviation: Double) -> Mixture"),
      ("Mixture.ring(modes: 3, rad", "radius: ", "radius: Double"),
      ("softp", "softplus(", "softplus(_ x: Tensor) -> Tensor"),
      ("let x = Mixtu", "Mixture", "Mixture"),
      ("rin", "ring", "ring: Mixture"),
      ("doub", "doubled(", "doubled(_ x: Tensor) -> Tensor"),
      ("Painter().pa", "paint(", "paint(_ times: Int, over: String) -> Tensor"),
      ("for step in training(steps: 10) {\n  let real = ring.sample(3)\n  real.sha", "shape", "shape: [Int]"),
      ("let painters = [Painter()]\npainters.map { $0.hu", "hue", "hue: Double"),
    ]
    for (typed, text, signature) in expected {
      let found = candidates(typed, service)
      #expect(found.contains(Candidate(text: text, signature: signature)), "\(typed): \(found.prefix(8))")
    }
  }

  @Test("a call whose first argument has no label is told, and nothing is inserted for it") func calls() throws {
    let service = try service()
    defer { service.end() }
    let found = candidates("ring.sample(", service)
    #expect(found.contains(Candidate(text: "", signature: "(_ count: Int) -> Tensor")), "\(found)")
    #expect(found.contains { $0.text == "ring" }, "the reader's own names may stand there")
    #expect(!found.contains { $0.text.hasPrefix("softplus") }, "the whole library may stand there too, and would hide them")
  }

  @Test("behind the point of an optional stand the members of what it may hold, with the `?.` that reaches them") func optionals() throws {
    let service = try service()
    defer { service.end() }
    let found = candidates("let maybe: Mixture? = ring\nmaybe.mo", service)
    #expect(found.contains(Candidate(text: "modes", signature: "?.modes: Int", isOfWrapped: true)), "\(found)")
    let all = candidates("let maybe: Mixture? = ring\nmaybe.", service)
    #expect(all.contains { $0.text.hasPrefix("map") && !$0.isOfWrapped }, "the optional's own are there too: \(all)")
    #expect(all.contains { $0.text == "sample(" && $0.isOfWrapped })
    let chained = candidates("let maybe: Mixture? = ring\nmaybe?.mo", service)
    #expect(chained.contains { $0.text == "modes" && !$0.isOfWrapped }, "\(chained)")
    #expect(candidates("ring.mo", service).allSatisfy { !$0.isOfWrapped })
  }

  @Test("text in comments and strings, C's names and the notebook's own inventions are not completed") func leftOut() throws {
    let service = try service()
    defer { service.end() }
    for typed in ["printf", "fope", "Cell", "Cell_"] {
      let found = candidates(typed, service)
      #expect(
        !found.contains { $0.text.hasPrefix("printf") || $0.text.hasPrefix("fopen") || $0.text.hasPrefix("Cell") }, "\(typed): \(found)")
    }
    for typed in ["// rin", "let s = \"rin", "ring.xyz"] { #expect(candidates(typed, service).isEmpty, "\(typed)") }
  }

  @Test("a helper that is killed is replaced, the reader is told once, and completion goes on") func killed() throws {
    let service = try service { $0.pauses = [0, 0.1, 0.1, 0.1] }
    defer { service.end() }
    for signal in [SIGKILL, SIGSEGV] {
      // Another text each time: what was answered before is not asked again.
      #expect(candidates("\(signal) + rin", service).contains { $0.text == "ring" })
      let process = try #require(service.process)
      kill(process, signal)
      try waitUntil(seconds: 30) { service.process.map { $0 != process } ?? false }
    }
    #expect(candidates("rin", service).contains { $0.text == "ring" })
    #expect(service.takeNotices().count == 1)
  }

  @Test("a helper that hangs keeps nobody waiting, is ended and replaced") func stopped() throws {
    let service = try service { ($0.warm, $0.hung, $0.pauses) = (0.3, 1, [0, 0.1]) }
    defer { service.end() }
    try waitUntil(seconds: 60) { service.isWarm }
    let process = try #require(service.process)
    kill(process, SIGSTOP)
    let begin = ContinuousClock.now
    #expect(candidates("rin", service).isEmpty)
    #expect(ContinuousClock.now - begin < .seconds(5))
    try waitUntil(seconds: 30) { service.process.map { $0 != process } ?? false }
    #expect(kill(process, 0) != 0, "the one that hung is gone")
    try waitUntil(seconds: 60) { service.isWarm }
    try waitUntil(seconds: 30) { candidates("rin", service).contains { $0.text == "ring" } }
  }

  @Test("an interrupt ends the wait at once") func interrupted() throws {
    let service = try service { $0.hung = 100 }
    defer { service.end() }
    try waitUntil(seconds: 60) { service.isWarm }
    kill(try #require(service.process), SIGSTOP)
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    Thread.detachNewThread { [end = ends[1]] in
      usleep(200_000)
      write(end, "!", 1)
    }
    let begin = ContinuousClock.now
    #expect(candidates("rin", service, interrupt: ends[0]).isEmpty)
    #expect(ContinuousClock.now - begin < .seconds(10), "the answer would have been waited for half a minute")
  }

  @Test("helpers that end again and again are given up, and that is said") func givenUp() throws {
    let service = try service { $0.pauses = [0, 0.05, 0.05] }
    defer { service.end() }
    for _ in 0..<3 {
      try waitUntil(seconds: 30) { service.process != nil || service.hasGivenUp }
      service.process.map { _ = kill($0, SIGKILL) }
      usleep(300_000)
    }
    try waitUntil(seconds: 30) { service.hasGivenUp }
    #expect(candidates("rin", service).isEmpty)
    #expect(service.takeNotices().last?.contains("TAB completes commands, lessons and files only") == true)
  }

  @Test("the helper ends with the service") func ends() throws {
    let service = try service()
    try waitUntil(seconds: 30) { service.process != nil }
    let process = try #require(service.process)
    service.end()
    try waitUntil(seconds: 30) { kill(process, 0) != 0 }
  }

  private struct TooLong: Error {}

  private func waitUntil(seconds: Double, _ condition: () -> Bool) throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while !condition() {
      guard ContinuousClock.now < end else { throw TooLong() }
      usleep(10_000)
    }
  }
}
