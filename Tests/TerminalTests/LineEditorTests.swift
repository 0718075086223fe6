import Foundation
import Glibc
import Testing

@Suite("The line editor, with real readline on a pseudo-terminal", .serialized)
struct LineEditorTests {
  @Test("a finished line is a cell, and an unfinished one continues with an indentation until its bracket closes")
  func continuation() throws {
    let terminal = try PseudoTerminal()
    try terminal.type("let x = 1\r", after: "swift> ")
    try terminal.type("for i in 0..<3 {\r", after: "CELL <let x = 1>")
    try terminal.type("print(i)\r", after: "  ...>   ")
    try terminal.type("}", after: "  ...>   ")
    terminal.settle()
    #expect(terminal.screen.lines.suffix(3) == ["swift> for i in 0..<3 {", "  ...>   print(i)", "  ...> }"])
    terminal.type("\r")
    try terminal.wait(for: #"CELL <for i in 0..<3 {\n  print(i)\n}>"#)
  }

  @Test("the prompt and the code are coloured, and the colours do not move a single character")
  func colors() throws {
    let keys = "func f() {\r" + String(repeating: "let 生成 = \"é\" // wide \r", count: 3) + "f(\"\\(1)\")\u{1B}[A\u{1B}[A\u{1}let a = 1; "
    let pictures = try [["edit"], ["edit", "--color"]].map { arguments in
      let terminal = try PseudoTerminal(arguments, columns: 25)
      try terminal.type(keys, after: "swift> ")
      terminal.settle()
      #expect(terminal.output.contains("\u{1B}[1;35mfunc\u{1B}[0m") == (arguments.count == 2))
      return terminal.screen
    }
    #expect(pictures[0].lines.first == "swift> func f() {")
    #expect(pictures[0].lines == pictures[1].lines)
    #expect(pictures[0].row == pictures[1].row && pictures[0].column == pictures[1].column)
  }

  @Test("Meta-Return begins another line of a cell that Return would end")
  func metaReturn() throws {
    let terminal = try PseudoTerminal()
    try terminal.type("let a = 1\u{1B}\rlet b = 2\r", after: "swift> ")
    try terminal.wait(for: #"CELL <let a = 1\nlet b = 2>"#)
  }

  @Test("what a slow terminal answers about pictures is no text", arguments: ["emacs", "vi"])
  func lateAnswers(mode: String) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("inputrc-\(UUID().uuidString)")
    try "set editing-mode \(mode)\n".write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let terminal = try PseudoTerminal(environment: ["INPUTRC": file.path])
    try terminal.wait(for: "swift> ")
    terminal.type("let a\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[6;20;10t\u{1B}[?62;4;22c = 1\r")
    try terminal.wait(for: "CELL <let a = 1>")
  }

  @Test("a bracketed paste of several lines is one cell")
  func paste() throws {
    let terminal = try PseudoTerminal()
    try terminal.type("\u{1B}[200~let a = 1\rlet b = [\r  2,\r]\u{1B}[201~", after: "swift> ")
    terminal.settle()
    #expect(!terminal.output.contains("CELL"))
    terminal.type("\r")
    try terminal.wait(for: #"CELL <let a = 1\nlet b = [\n  2,\n]>"#)
  }

  @Test("Ctrl-C at the prompt clears the cell, shows a fresh prompt and ends nothing")
  func interrupt() throws {
    let terminal = try PseudoTerminal()
    try terminal.type("let x = [\r1,\r", after: "swift> ")
    terminal.settle()
    try terminal.type("\u{3}", after: "1,")
    try terminal.wait(for: "^C")
    try terminal.type("2 + 2\r", after: "swift> ")
    try terminal.wait(for: "CELL <2 + 2>")
  }

  @Test("Ctrl-D ends the input on an empty line only")
  func endOfInput() throws {
    let terminal = try PseudoTerminal()
    try terminal.type("let x = 1\u{1}\u{4}\u{4}\u{4}\u{4}\r", after: "swift> ")
    try terminal.type("\u{4}", after: "CELL <x = 1>\r\n\u{1B}[?2004hswift> ")
    try terminal.wait(for: "END")
    #expect(terminal.end() == 0)
  }

  @Test("the arrow keys bring back whole cells, and move inside one first")
  func history() throws {
    let terminal = try PseudoTerminal(environment: ["PROBE_HISTORY": "let a = 1\u{1F}f {\n  g()\n}"])
    try terminal.type("\u{1B}[A", after: "swift> ")
    terminal.settle()
    #expect(terminal.screen.lines == ["swift> f {", "  ...>   g()", "  ...> }"])
    terminal.type("\u{1B}[A\u{5}\u{7F}2)\r")
    try terminal.wait(for: #"CELL <f {\n  g(2)\n}>"#)
    try terminal.type("\u{10}\u{10}\u{10}\r", after: "swift> ")
    try terminal.wait(for: "CELL <let a = 1>")
  }

  @Test("a cell that is entered again moves to the end of the history instead of standing in it twice")
  func noDuplicates() throws {
    let terminal = try PseudoTerminal(environment: ["PROBE_HISTORY": "aa\u{1F}bb"])
    try terminal.type("aa\r", after: "swift> ")
    try terminal.type("\u{10}\u{10}\u{10}\u{10}\r", after: "CELL <aa>")
    try terminal.wait(for: "CELL <bb>")
  }

  @Test("a search through the history leaves nothing of its prompt behind")
  func search() throws {
    let terminal = try PseudoTerminal(["edit", "--color"], environment: ["PROBE_HISTORY": "struct Net {\n  var layer = Dense(2, 1)\n}"])
    try terminal.type("\u{12}Den", after: "swift> ")
    terminal.settle()
    #expect(terminal.screen.lines.first?.hasPrefix("(reverse-i-search)`Den'") == true)
    terminal.type("\r")
    try terminal.wait(for: "CELL")
    #expect(terminal.screen.lines.prefix(3) == ["swift> struct Net {", "  ...>   var layer = Dense(2, 1)", "  ...> }"])
  }

  @Test("TAB completes what candidates share, and a second TAB lists them without the text before")
  func completion() throws {
    let terminal = try PseudoTerminal()
    try terminal.type("let x = ge\t", after: "swift> ")
    try terminal.wait(for: "nerat")
    terminal.type("\t\t")
    try terminal.wait(for: "generator  generate")
    terminal.settle()
    #expect(terminal.screen.lines.last == "swift> let x = generat")
    terminal.type("o\t\r")
    try terminal.wait(for: "CELL <let x = generator>")
    try terminal.type(":gr\tx\r", after: "swift> ")
    try terminal.wait(for: "CELL <:gradient x>")
  }

  @Test("a list shows what candidates are labelled with, and tells what adds nothing")
  func labels() throws {
    let terminal = try PseudoTerminal()
    try terminal.type("sum(\t\t", after: "swift> ")
    try terminal.wait(for: "(of: Number)")
    terminal.settle()
    #expect(terminal.screen.lines.last == "swift> sum(")
  }

  @Test("a long list is asked about and paged; no, and Ctrl-C in either place, bring the prompt back")
  func longList() throws {
    let terminal = try PseudoTerminal()
    try terminal.type("many\t\t", after: "swift> ")
    try terminal.type("n", after: "Display all 200 possibilities? (y or n)")
    terminal.settle()
    #expect(terminal.screen.lines.last == "swift> many")
    terminal.type("\t\t")
    try terminal.type("y", after: "(y or n)")
    try terminal.wait(for: "many100: Number")
    try terminal.type("\u{3}", after: "--More--")
    try terminal.type("many\t\t", after: "swift> ")
    try terminal.type("\u{3}", after: "(y or n)")
    try terminal.type("x\r", after: "swift> ")
    try terminal.wait(for: "CELL <x>")
  }

  @Test("Ctrl-C ends a completion that takes long, and clears the line as it does at the prompt")
  func slowCompletion() throws {
    let terminal = try PseudoTerminal()
    try terminal.type("slow\t", after: "swift> ")
    terminal.settle()
    terminal.type("\u{3}")
    try terminal.type("x\r", after: "swift> ")
    try terminal.wait(for: "CELL <x>")
  }

  @Test("TAB indents where a line of a cell begins")
  func tabIndents() throws {
    let terminal = try PseudoTerminal()
    try terminal.type("f {\r", after: "swift> ")
    try terminal.type("\tx\r}\r", after: "...>   ")
    try terminal.wait(for: #"CELL <f {\n    x\n}>"#)
  }

  @Test("the reader's inputrc is honoured: vi keys, and a key that is bound there stays bound")
  func inputrc() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("inputrc-\(UUID())")
    try "set editing-mode vi\n$if ganbook\n\"\\C-o\": \"bound\"\n$endif\n\"\\C-m\": self-insert\n".write(
      to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let terminal = try PseudoTerminal(environment: ["INPUTRC": file.path])
    try terminal.type("et x\u{1B}", after: "swift> ")
    terminal.settle()
    terminal.type("0il\u{F}\n")
    try terminal.wait(for: "CELL <lboundet x>")
  }

  @Test("a window that is resized while TAB waits is drawn anew afterwards: the completion is not given up")
  func resizeWhileCompleting() throws {
    let terminal = try PseudoTerminal()
    try terminal.type("wait\t", after: "swift> ")
    terminal.settle()
    terminal.resize(columns: 30, rows: 20)
    try terminal.wait(for: "ed patiently")
    terminal.type("\r")
    try terminal.wait(for: "CELL <waited patiently>")
  }

  @Test("the cell is drawn for the new width when the window changes")
  func resize() throws {
    let terminal = try PseudoTerminal(columns: 40)
    try terminal.type("let long = \"abcdefghijklmnopqrstuvwxyz\"", after: "swift> ")
    terminal.settle()
    let before = terminal.output.utf8.count
    terminal.resize(columns: 20, rows: 20)
    terminal.settle()
    let redrawn = String(decoding: Array(terminal.output.utf8)[before...], as: UTF8.self)
    #expect(
      Screen(columns: 20, rows: 8, "\n\n\n\n" + redrawn).lines.suffix(3) == ["swift> let long = \"a", "bcdefghijklmnopqrstu", "vwxyz\""])
    terminal.type("\r")
    try terminal.wait(for: "CELL <let long = \"abcdefghijklmnopqrstuvwxyz\">")
  }

  @Test("a window of one column does not stop the editing")
  func oneColumn() throws {
    let terminal = try PseudoTerminal(["edit", "--color"])
    try terminal.type("let x", after: "swift> ")
    terminal.resize(columns: 1, rows: 20)
    terminal.settle()
    terminal.type(" = 生")
    terminal.resize(columns: 60, rows: 20)
    terminal.settle()
    terminal.type("\r")
    try terminal.wait(for: "CELL <let x = 生>")
  }

  @Test("output that comes while the reader types stands above the prompt, which comes back with what was typed")
  func watching() throws {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    defer { close(ends[1]) }
    let terminal = try PseudoTerminal(["edit", "--watch"], descriptor: ends[0])
    close(ends[0])
    try terminal.type("let x = f(", after: "swift> ")
    terminal.settle()
    write(ends[1], "step 5", 6)
    try terminal.wait(for: "NEWS step 5")
    terminal.settle()
    #expect(terminal.screen.lines == ["NEWS step 5", "swift> let x = f("])
    terminal.type("1)\r")
    try terminal.wait(for: "CELL <let x = f(1)>")
  }

  @Test("a signal that ends the process still ends it, and the terminal gets its modes back", arguments: [SIGTERM, SIGHUP])
  func deadlySignal(number: Int32) throws {
    let terminal = try PseudoTerminal()
    try terminal.wait(for: "swift> ")
    terminal.signal(number)
    #expect(terminal.end() == -number)
    #expect(terminal.output.hasSuffix("\u{1B}[?2004l\r"))
  }

  @Test("a stopped process shows its prompt and its text again when it goes on")
  func stopped() throws {
    let terminal = try PseudoTerminal()
    try terminal.type("let x", after: "swift> ")
    terminal.settle()
    terminal.signal(SIGSTOP)
    usleep(50_000)
    terminal.signal(SIGCONT)
    try terminal.type(" = 3\r", after: "swift> let x")
    try terminal.wait(for: "CELL <let x = 3>")
  }

  @Test("a dumb terminal reads line by line, with nothing that it could not show")
  func dumb() throws {
    let terminal = try PseudoTerminal(environment: ["TERM": "dumb"])
    try terminal.type("f {\r", after: "swift> ")
    try terminal.type("}\r", after: "...> ")
    try terminal.wait(for: #"CELL <f {\n}>"#)
    #expect(!terminal.output.contains("\u{1B}"))
  }

  @Test("where standard input is no terminal, cells are read without a prompt and without an escape sequence")
  func piped() throws {
    let (output, _) = try Probe.run(["edit", "--color"], input: "let x = 1\r\nf {\n  g()\n}\n\nlast(")
    #expect(output == "CELL <let x = 1>\nCELL <f {\\n  g()\\n}>\nCELL <>\nCELL <last(>\nEND\n")
  }
}
