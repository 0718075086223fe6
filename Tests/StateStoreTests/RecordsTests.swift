import StateStore
import Testing

@Suite("What is remembered")
struct RecordsTests {
  let sandbox: Sandbox
  let store: StateStore

  init() throws {
    sandbox = try Sandbox()
    store = StateStore(directory: sandbox.path)
  }

  @Test("cells of several lines come back whole, in order, and not twice in a row")
  func history() throws {
    let cells = ["let a = 1", "f {\n  \"生\\u{0}\"\n}", "let a = 1", "''; DROP TABLE history; --", ""]
    for cell in cells { for _ in 0..<2 { try store.addHistory(cell) } }
    #expect(try store.history() == cells)
    #expect(try StateStore(directory: sandbox.path).history() == cells)
  }

  @Test("the oldest cell goes when there are more than ten thousand")
  func limit() throws {
    let memory = StateStore(environment: [:])
    for number in 0..<StateStore.historyLimit + 2 { try memory.addHistory("\(number)") }
    let history = try memory.history()
    #expect(history.count == 10_000 && history.first == "2" && history.last == "10001")
  }

  @Test("progress in a lesson is replaced, not mixed, and the latest lesson comes first")
  func progress() throws {
    var first = LessonProgress(lesson: "03-losses", lessonHash: "aa", cell: 4, exercisesPassed: [1, 2], quizzesAnswered: [1])
    try store.saveProgress(first)
    try store.saveProgress(LessonProgress(lesson: "00-welcome", lessonHash: "bb", cell: 9))
    #expect(try store.progress().map(\.lesson) == ["00-welcome", "03-losses"])
    first.exercisesPassed = [2, 3]
    first.quizzesAnswered = []
    first.cell = 0
    try store.saveProgress(first)
    var read = try #require(try store.progress(in: "03-losses"))
    #expect(read.updated > 1_700_000_000)
    read.updated = 0
    #expect(read == first)
    #expect(try store.progress(in: "04") == nil)
  }

  @Test("a run is found again with every bit of its seed, and finishing replaces its entry")
  func runs() throws {
    var run = RunEntry(
      id: "r1", directory: "d", lesson: "04", lessonHash: "h", seed: .max, parameters: #"{"steps":"5"}"#, isQuick: true, started: 1.5)
    try store.saveRun(run)
    try store.saveRun(RunEntry(id: "r2", directory: "e", lesson: "04", lessonHash: "h", seed: 0, started: 2))
    run.finished = 3.25
    run.status = .passed
    try store.saveRun(run)
    #expect(try store.runs().map(\.id) == ["r2", "r1"])
    #expect(try store.runs()[1] == run)
    try store.removeRun(id: "r2")
    #expect(try store.runs() == [run])
  }
}
