import Foundation
import Notebook
import NotebookProtocol
import Testing

@Suite("What a cell prints") struct OutputTests {
  let notebook: TestNotebook

  init() throws { notebook = try TestNotebook() }

  @Test("nothing is lost and nothing comes twice, over cells, unfinished lines and traps") func once() throws {
    try notebook.run("print(\"one\")\nprint(\"two\", terminator: \"\")")
    #expect(notebook.output == "one\ntwo")
    try notebook.run("print(\"three\", terminator: \"\")")
    #expect(notebook.output == "three")
    _ = failure { try notebook.run("print(\"four\", terminator: \"\")\nfatalError()") }
    #expect(notebook.output == "four")
    try notebook.run("1;")
    #expect(notebook.output == "")
  }

  @Test("text and messages come in the order in which the cell made them") func order() throws {
    try notebook.run("for n in 0..<200 {\n  print(n)\n  display(n)\n}")
    var seen: [String] = []
    for event in notebook.events {
      switch event {
      case .output(let text): seen += text.split(separator: "\n").map { "p\($0)" }
      case .message(.value(let value)): seen.append("v\(value.text)")
      default: break
      }
    }
    #expect(seen == (0..<200).flatMap { ["p\($0)", "v\($0)"] })
  }

  @Test("what goes past the streams arrives too") func rawWrites() throws {
    try notebook.run(
      "import Foundation\nFileHandle.standardOutput.write(Data(\"raw\\n\".utf8))\nFileHandle.standardError.write(Data(\"wrong\\n\".utf8));")
    #expect(notebook.output == "raw\n")
    #expect(notebook.errorOutput == "wrong\n")
  }

  @Test("characters that are cut in two by the transport come whole") func unicode() throws {
    try notebook.run("print(String(repeating: \"ü€😀\", count: 20_000))")
    #expect(notebook.output == String(repeating: "ü€😀", count: 20_000) + "\n")
  }

  @Test("a cell that prints without an end is cut short, and runs on") func truncation() throws {
    let small = try TestNotebook { $0.outputLimit = 10_000 }
    #expect(try small.show("for n in 0..<100_000 { print(n) }\n\"done\"") == "\"done\"")
    #expect(small.output.utf8.count <= 10_000)
    #expect(small.events.contains(.outputTruncated(limit: 10_000)))
  }

  @Test("a message of many packets arrives whole") func largeMessage() throws {
    try notebook.run("plot(Figure(panels: [Panel(content: .curves([Curve(\"a\", (0..<100_000).map { Double($0) })]))]))")
    guard case .figure(let figure)? = notebook.messages.first, case .curves(let curves)? = figure.panels.first?.content else {
      Issue.record("no figure came")
      return
    }
    #expect(curves[0].y.count == 100_000 && curves[0].y[99_999] == 99_999)
  }

  @Test("a cell reads nothing from standard input") func standardInput() throws {
    #expect(try notebook.show("readLine() == nil") == "true")
  }

  @Test("only standard input, output, error and the kernel's socket are open in a cell") func descriptors() throws {
    try notebook.run("import Foundation")
    let open = try notebook.show("(0..<256).filter { fcntl(Int32($0), F_GETFD) >= 0 }")
    #expect(open == "[0, 1, 2, 3]")
  }
}
