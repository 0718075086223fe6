import Foundation
import Notebook
import NotebookProtocol
import Testing

@Suite("Ctrl-C") struct InterruptTests {
  let notebook: TestNotebook

  init() throws {
    notebook = try TestNotebook()
    try notebook.run("var kept = 1")
  }

  @Test("two seconds without effect take a cell back", .timeLimit(.minutes(1))) func patience() throws {
    let seconds = try interrupted("kept = 2\nwhile true {}", times: 1)
    #expect((1.9...8).contains(seconds))
  }

  @Test("the second Ctrl-C takes a cell back at once", .timeLimit(.minutes(1))) func second() throws {
    #expect(try interrupted("kept = 2\nwhile true {}", times: 2) < 1.5)
  }

  @Test("a cell that blocks SIGINT is taken back", .timeLimit(.minutes(1))) func blocked() throws {
    #expect(try interrupted("import Foundation\nkept = 2\nsignal(SIGINT, SIG_IGN)\nwhile true { sleep(10) }", times: 2) < 1.5)
  }

  @Test("a training stops at the end of its step, and what it did is kept", .timeLimit(.minutes(1))) func training() throws {
    let session = notebook.session
    let source = CellSource("for _ in training(steps: 1_000_000) { kept += 1; usleep(1000) }\nprint(\"after\")", file: "t")
    var output = ""
    let result = try notebook.runInterrupting("import Foundation\n" + source.text, afterProgress: true) { output += $0 }
    #expect(result.wasInterrupted)
    #expect(output == "after\n")
    #expect(session.depth == 2)
    #expect(try notebook.show("kept > 1 && kept < 1_000_000") == "true")
  }

  @Test("a time limit takes a cell back", .timeLimit(.minutes(1))) func timeLimit() throws {
    #expect(
      failure { try notebook.run("kept = 2\nwhile true {}", line: 4, timeLimit: 0.5) }
        == .timedOut(seconds: 0.5, place: SourceLocation(file: "lesson.md", line: 4)))
    #expect(try notebook.show("kept") == "1")
  }

  private func interrupted(_ cell: String, times: Int) throws -> Double {
    var begin = ContinuousClock.now
    let error = failure {
      try notebook.session.run(CellSource(cell, file: "loop")) { event in
        guard case .started = event else { return }
        begin = .now
        usleep(100_000)
        for _ in 1...times { notebook.session.interrupt() }
      }
    }
    #expect(error == .interrupted(place: SourceLocation(file: "loop", line: 1)))
    let seconds = (ContinuousClock.now - begin) / .seconds(1)
    #expect(try notebook.show("kept") == "1")
    return seconds
  }
}

extension TestNotebook {
  /// Interrupts once, when the cell has told of progress.
  func runInterrupting(_ cell: String, afterProgress: Bool, onOutput: (String) -> Void) throws -> CellResult {
    var isInterrupted = false
    return try session.run(CellSource(cell, file: "training"), timeLimit: 30) { event in
      switch event {
      case .output(let text): onOutput(text)
      case .message(.progress(let progress)) where progress.step > 0 && !isInterrupted:
        isInterrupted = true
        session.interrupt()
      default: break
      }
    }
  }
}
