import Testing

@Suite("A cell sees the cells before it") struct CellsKeepStateTests {
  let notebook: TestNotebook

  init() throws { notebook = try TestNotebook() }

  @Test("the last expression is shown") func showsTheLastExpression() throws {
    #expect(try notebook.show("let a = 20\na * 2 + 2") == "42")
    #expect(try notebook.show("a // the comment stays outside") == "20")
  }

  @Test("a semicolon, an assignment, a declaration and a call without a value show nothing") func showsNothing() throws {
    try notebook.run("var a = 1")
    for cell in ["a;", "a = 2", "a += 1", "let b = 3", "print(a)", "if a > 0 { a } else { a }", "// nothing", ""] {
      try notebook.run(cell)
      #expect(notebook.values == [], "\(cell)")
    }
  }

  @Test("variables keep their values, and later cells change them") func keepsVariables() throws {
    try notebook.run("var count = 1")
    try notebook.run("count += 41")
    #expect(try notebook.show("count") == "42")
  }

  @Test("functions, types, methods, extensions and operators are there") func keepsDeclarations() throws {
    try notebook.run("struct Point { var x = 1; var y = 2; func sum() -> Int { x + y } }\nlet point = Point()\nenum Side { case left }")
    try notebook.run("func twice(_ n: Int) -> Int { 2 * n }\nextension Point { var product: Int { x * y } }")
    try notebook.run(
      "infix operator +++ : AdditionPrecedence\nfunc +++ (a: Int, b: Int) -> Int { 10 * a + b }\nprotocol Named { var name: String { get } }"
    )
    try notebook.run(
      "extension Side: Named { var name: String { \"side\" } }\nclass Counter { var n = 0 }; let counter = Counter()\ntypealias Number = Int"
    )
    #expect(try notebook.show("point.sum() + twice(point.product) +++ 1") == "71")
    #expect(try notebook.show("Side.left.name + String(counter.n) + String(Number(3))") == "\"side03\"")
  }

  @Test("members can be used where only a value of their type is named") func reachesMembers() throws {
    try notebook.run("struct Inner { var v = 7 }")
    try notebook.run("struct Outer { var inner = Inner() }")
    try notebook.run("let outer = Outer()")
    #expect(try notebook.show("outer.inner.v") == "7")
  }

  @Test("a name that is declared again hides the old one") func redeclares() throws {
    try notebook.run("var x = 1\nfunc f() -> String { \"old\" }\nstruct T { var a = 1 }\nlet old = T()")
    try notebook.run("var x = \"text\"\nfunc f() -> String { \"new\" }\nstruct T { var b = 2 }")
    #expect(try notebook.show("x + f() + String(T().b)") == "\"textnew2\"")
    #expect(try notebook.show("old.a") == "1")
  }

  @Test("functions of different signatures stand beside each other") func overloads() throws {
    try notebook.run("func name(_ n: Int) -> String { \"integer\" }")
    try notebook.run("func name(_ s: String) -> String { \"text\" }")
    #expect(try notebook.show("name(1) + name(\"\")") == "\"integertext\"")
  }

  @Test("an import holds for later cells") func keepsImports() throws {
    try notebook.run("import Foundation")
    #expect(try notebook.show("sqrt(Double(16)) + pow(2.0, 3.0)") == "12.0")
  }

  @Test("a cell that declares a conformance can run again") func runsAgain() throws {
    let cell =
      "struct Coin: Equatable, CustomStringConvertible { var up = true; var description: String { up ? \"heads\" : \"tails\" } }\nvar coin = Coin()\nextension Int { var half: Int { self / 2 } }\ncoin"
    #expect(try notebook.show(cell) == "heads")
    try notebook.run("coin.up = false")
    #expect(try notebook.show("coin") == "tails")
    #expect(try notebook.show(cell) == "heads")
    #expect(try notebook.show("[coin == Coin(), 8.half == 4]") == "[true, true]")
  }

  @Test("sixty cells stand on each other") func manyCells() throws {
    try notebook.run("var n = 0")
    for index in 1...60 { try notebook.run("n += 1 + 0 * \(index % 3)") }
    #expect(try notebook.show("n") == "60")
    #expect(notebook.session.depth == 62)
  }
}
