import Notebook
import Testing

@Suite("Reading what tools and cells print") struct ReadersTests {
  @Test("a diagnostic has its place, its extent, its replacement and its notes") func diagnostics() {
    let text = """
      04-a:b.md:58:9: error: cannot find 'cuont' in scope; did you mean 'count'?
      print(1, cuont)
               ^~~~~
               count
      04-a:b.md:57:5: note: 'count' declared here
      let count = 1
          ^
      <unknown>:0: error: missing required module 'X'
      lesson.md:3:1: warning: value of type 'Cell_0123456789abcdef.Point' is odd
      """
    let found = DiagnosticReader.read(text)
    #expect(found.count == 3)
    #expect(
      found[0]
        == Diagnostic(
          severity: .error, file: "04-a:b.md", line: 58, column: 9, length: 6,
          message: "cannot find 'cuont' in scope; did you mean 'count'?", replacement: "count",
          notes: [Diagnostic(severity: .note, file: "04-a:b.md", line: 57, column: 5, message: "'count' declared here")]))
    #expect(found[1].file == "<unknown>" && found[1].line == 0)
    #expect(found[2].message == "value of type 'Point' is odd")
  }

  @Test("characters cut in two wait for their other half") func cutCharacters() {
    var text = CellText(limit: 100, isErrorOutput: false)
    let bytes = Array("a€".utf8)
    #expect(text.take(Array(bytes[..<2])) == .text("a"))
    #expect(text.take([bytes[2]]) == nil)
    #expect(text.take([bytes[3]]) == .text("€"))
    #expect(text.take([0xff], isLast: true) == .text("\u{fffd}"))
  }

  @Test(
    "the runtime's last words become the message, and nothing of them is shown",
    arguments: [
      (
        "mine\nCell_0123456789abcdef/04.md:57: Fatal error: Index out of range\nCurrent stack trace:\n0 libswiftCore\n", "mine\n",
        "Index out of range"
      ),
      ("Swift/Array.swift:1: Fatal error: boom\n", "", "boom"),
      ("Cell_0123456789abcdef/04.md:57: Precondition failed\n", "", "Precondition failed"),
      (
        "Could not cast value of type 'Swift.Int' (0x7f01) to 'Swift.String' (0x7f02).\nCurrent stack trace:\n0 x\n", "",
        "Could not cast value of type 'Swift.Int' to 'Swift.String'."
      ),
    ])
  func lastWords(_ printed: String, _ shown: String, _ message: String) {
    var text = CellText(limit: 1_000, isErrorOutput: true)
    let piece = text.take(Array(printed.utf8))
    #expect(piece == (shown.isEmpty ? nil : .text(shown)))
    #expect(text.fatalMessage == message)
  }

  @Test("what merely looks like last words is shown") func noLastWords() {
    var text = CellText(limit: 1_000, isErrorOutput: true)
    #expect(text.take(Array("I met a Fatal error: no\n".utf8)) == .text("I met a Fatal error: no\n"))
    #expect(text.fatalMessage == nil)
  }
}
