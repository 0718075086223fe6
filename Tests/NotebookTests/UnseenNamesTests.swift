import Notebook
import Testing

/// Names that end with their cell, with the real compiler.
@Suite("Names that later cells cannot see") struct UnseenNamesTests {
  @Test("what a guard binds is told when its cell runs, with the line and a declaration that does the same, and that one works")
  func guards() throws {
    let notebook = try TestNotebook()
    try notebook.run("let maybe: Int? = 3\nlet words = [\"a\": 1]")
    let result = try notebook.run("let before = 1\nguard let value = maybe else { fatalError() }\nprint(value)", line: 10)
    #expect(notebook.output == "3\n")
    let warning = try #require(result.warnings.first)
    #expect(result.warnings.count == 1 && warning.severity == .warning)
    #expect(warning.line == 11 && warning.column == 1 && warning.message.contains("later cells cannot see 'value'"))
    #expect(warning.advice?.contains("`let value = maybe!`") == true, "\(warning)")
    // From the cache the same is told.
    let again = try notebook.run("let before = 1\nguard let value = maybe else { fatalError() }\nprint(value)", line: 10)
    #expect(again.isFromCache && again.warnings == result.warnings)
    #expect(try notebook.run("print(1)").warnings.isEmpty)

    guard case .compile(let errors) = failure({ try notebook.run("value + 1") }) else {
      Issue.record("the name is not to be seen")
      return
    }
    #expect(errors.contains { $0.advice?.contains("an earlier cell has `value`") == true }, "\(errors)")
    try notebook.run("let value = maybe!")
    #expect(try notebook.show("value + 1") == "4")
  }

  struct Row: CustomTestStringConvertible, Sendable {
    var cell: String
    var names: [String]
    var advice: String
    var testDescription: String { cell }
  }

  static let rows = [
    Row(cell: "guard let maybe else { fatalError() }", names: ["maybe"], advice: "`let certainMaybe = maybe!`"),
    Row(cell: "guard let one = words[\"a\"] else { fatalError() }", names: ["one"], advice: "`let one = words[\"a\"]!`"),
    Row(
      cell: "guard let sum = words.values.first.map({ $0 + 1 }) else {\n  fatalError()\n}", names: ["sum"],
      advice: "`let sum = words.values.first.map({ $0 + 1 })!`"),
    Row(
      cell: "guard let sum = maybe ?? words[\"b\"] else { fatalError() }", names: ["sum"], advice: "`let sum = (maybe ?? words[\"b\"])!`"),
    Row(cell: "guard let a = maybe, let b = words[\"a\"] else { fatalError() }", names: ["a", "b"], advice: "outside of `guard`"),
    Row(cell: "guard case .some(let inner) = maybe else { fatalError() }", names: ["inner"], advice: "outside of `guard`"),
    Row(
      cell: "#if os(Linux)\nlet system = 1\nfunc twice() -> Int { 2 }\n#else\nlet system = 2\n#endif", names: ["system", "twice"],
      advice: "leave the `#if` away"),
    Row(cell: "let plain = 1\n#if DEBUG\nstruct Hidden {}\n#endif", names: ["Hidden"], advice: "leave the `#if` away"),
  ]

  @Test("each name is told once, with what to write instead", arguments: rows)
  func told(_ row: Row) throws {
    let notebook = try TestNotebook()
    try notebook.run("let maybe: Int? = 3\nlet words = [\"a\": 1]")
    let warnings = try notebook.run(row.cell).warnings.filter { $0.message.contains("later cells cannot see") }
    #expect(warnings.map(\.message).count == row.names.count, "\(warnings)")
    for name in row.names {
      #expect(warnings.contains { $0.message.contains("'\(name)'") && $0.advice?.contains(row.advice) == true }, "\(warnings)")
    }
  }

  @Test("names of inner blocks, and `#if` inside a function or a text, are nobody's concern")
  func quiet() throws {
    let notebook = try TestNotebook()
    try notebook.run("let maybe: Int? = 3")
    let cells = [
      "if let inner = maybe { print(inner) }", "func f() -> Int { guard let x = maybe else { return 0 }\nreturn x }",
      "func g() -> Int {\n#if DEBUG\nlet x = 1\n#else\nlet x = 2\n#endif\nreturn x }",
      "let text = \"\"\"\n#if x\nlet y = 1\n#endif\n\"\"\"",
      "guard maybe != nil else { fatalError() }",
    ]
    for cell in cells { #expect(try notebook.run(cell).warnings.filter { $0.message.contains("later cells") }.isEmpty, "\(cell)") }
    #expect(try notebook.show("f() + g() + text.count") != "")
  }
}
