import Foundation
import Notebook
import Testing

@Suite("What errors say") struct NotebookErrorTests {
  private static let place = SourceLocation(file: "04.md", line: 9)

  @Test(
    "each error says what happened and what to do next",
    arguments: [
      (NotebookError.toolchainMissing(searched: []), ["No Swift toolchain", "PATH", "SWIFT_TOOLCHAIN"]),
      (
        .toolchainMismatch(found: "Swift version 5.9", path: "/usr/old", wanted: "Swift version 6.3"),
        ["5.9", "6.3", "/usr/old", "make build"]
      ),
      (.modulesMissing(searched: ["/a", "/b"]), ["/a and /b", "make build"]),
      (.cacheUnusable(path: "/c", reason: "No space left on device"), ["/c", "No space left", "XDG_CACHE_HOME"]),
      (.cannotStart(program: "/p", reason: "Permission denied"), ["/p", "Permission denied"]),
      (.compilerCrashed(signal: 11, text: "a\nb"), ["compiler itself failed", "SIGSEGV", "a / b"]),
      (.compilerTimedOut(seconds: 60), ["stopped after 60 s", "split"]),
      (.linkFailed("no"), ["linked", "no"]),
      (
        .featureRefused(feature: "Dispatch", instead: "Write a loop.", place: place), ["04.md:9", "Dispatch", "did not run. Write a loop."]
      ),
      (.unknownParameter(name: "step", known: ["steps"]), ["`step`", "steps"]),
      (.unknownParameter(name: "step", known: []), ["has none"]),
      (.unsuitableParameter(name: "steps", value: "x", expected: "an integer"), ["`steps`", "an integer", "`x`"]),
      (.interrupted(place: place), ["04.md:9", "interrupted", "as it did before"]),
      (.timedOut(seconds: 0.5, place: place), ["0.5 s"]),
      (.kernelDied(status: "killed"), ["killed", ":restart"]),
      (.nothingToUndo, ["nothing to undo"]),
      (.undoneTooFar, [":restart"]),
      (.nothingToRedo, ["nothing to redo"]),
      (.stateLost, ["gone", "stands"]),
      (.unknownBranch("b", known: []), ["`b`", ":branch b"]),
      (.unknownBranch("b", known: ["a", "c"]), ["`b`", "a, c"]),
      (.tooManyBranches(limit: 20), ["20", "moves it"]),
      (
        .cellFailed(CellFault(cause: .trap, message: "Index out of range", location: place, cell: 1)),
        ["04.md:9: Index out of range", "before this cell"]
      ),
      (
        .compile([Diagnostic(severity: .error, file: "04.md", line: 9, column: 1, message: "cannot find 'x' in scope")]),
        ["04.md:9: cannot find 'x' in scope"]
      ),
    ])
  func prose(_ error: NotebookError, _ parts: [String]) {
    for part in parts { #expect(error.description.contains(part), "\(error)") }
  }
}
