import Terminal
import Testing

@Suite("When a cell is finished")
struct SwiftCompletenessTests {
  @Test(
    "text without an open end is finished",
    arguments: [
      "", "let x = 1", "f { $0 }", "\"{\"", "\"\\(f(\"}\"))\"", "#\"\\(\"#", "// {", "/* { /* ( */ */", "\"\"\"\n{\n\"\"\"", "#/[(]/#",
      "a[b(c)]",
      "#if DEBUG\nx\n#endif", "\"\\\"(\"", "##\"\"# (\"##", "let s = \"\"", "x /* \" */", "`in` {}", "#\"\"\"\n\"\"\" (\n\"\"\"#",
      "\"\\(a)\\(b[\"c\"])\" + \"d\"", "\"a\\\\\"", "#selector(f)", "1...5",
    ])
  func finished(text: String) {
    #expect(SwiftCompleteness(of: text).isFinished)
  }

  @Test(
    "an open bracket, comment, long string or #if waits for more",
    arguments: [
      "f {", "f(", "[1,", "{ // }", "{ /* } */", "{ \"}\"", "/* a", "/* /* */", "\"\"\"", "\"\"\"\n\"", "#\"\"\"\n\"\"\"", "f(\"\\(x)\"",
      "x(\"\\(y)\" +",
      "#if DEBUG", "#/\n(", "struct A {\n  var b: [Int] = [\n  ]", "\"\"\"\n\\(f(\"\"\"", "{ #\"}\"# ",
    ])
  func unfinished(text: String) {
    #expect(!SwiftCompleteness(of: text).isFinished)
  }

  @Test(
    "what no further line can mend is handed to the compiler at once",
    arguments: ["f(\"abc", "\"\\(f(1", "\"\\(f(1)\"", "}", "f {)", "print(\"a\n", "#endif", "#/abc", "{ ]"])
  func beyondRepair(text: String) {
    #expect(SwiftCompleteness(of: text).isFinished)
  }

  @Test("a line is indented by two columns for each line that left something open, and not inside a string")
  func indentation() {
    for (text, columns) in [("f {", 2), ("f(g(", 2), ("f {\n  g(", 4), ("f {\n}", 0), ("f { \"\"\"", 0), ("#if A", 0), ("a({ b in", 2)] {
      #expect(SwiftCompleteness(of: text).indentation == columns, "\(text)")
    }
  }
}
