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

  @Test(
    "a function that is declared again hides the old one, whatever its parameters are called within and are by default",
    arguments: [
      ("func f(_ x: Int) -> Int { 1 }", "func f(_ y: Int) -> Int { 2 }"),
      ("func f(_ x: Int, y: [Int] = [1, 2]) -> Int { 1 }", "func f(_ x: Int,\n  y z: [Int] = [3]) -> Int { 2 }"),
      (
        "func f(_ x: Int, with g: (Int, Int) -> Int = { $0 + $1 }) -> Int { 1 }",
        "func f(_ x: Int, with h: (Int, Int) -> Int = (*)) -> Int { 2 }"
      ),
      ("func f<T>(_ x: T) -> Int where T: Equatable { 1 }", "func f<T>(_ value: T) -> Int where T: Equatable { 2 }"),
      (
        "infix operator <> : AdditionPrecedence\nfunc <> (a: Int, b: Int) -> Int { 1 }\nfunc f(_ x: Int) -> Int { x <> x }",
        "func <> (l: Int, r: Int) -> Int { 2 }\nfunc f(_ n: Int) -> Int { n <> n }"
      ),
    ])
  func redeclaresFunction(_ old: String, _ new: String) throws {
    try notebook.run(old)
    #expect(try notebook.show("f(0)") == "1")
    try notebook.run(new)
    #expect(try notebook.show("f(0)") == "2")
    try notebook.session.undo()
    try notebook.session.undo()
    #expect(try notebook.show("f(0)") == "1")
  }

  @Test("an operator's functions of several cells stand beside each other, and one that is declared again hides the old one")
  func operators() throws {
    try notebook.run("infix operator +++ : AdditionPrecedence\nfunc +++ (a: Int, b: Int) -> Int { 1 }")
    try notebook.run("func +++ (a: String, b: String) -> Int { 2 }")
    try notebook.run(
      "struct P {}\nfunc + (a: P, b: P) -> Int { 3 }\nprefix operator √\nprefix func √ (x: Double) -> Double { x.squareRoot() }")
    #expect(try notebook.show("[1 +++ 2, \"a\" +++ \"b\", P() + P(), 1 + 2]") == "[1, 2, 3, 3]")
    try notebook.run("func +++ (left: String, right: String) -> Int { 4 }")
    #expect(try notebook.show("[1 +++ 2, \"a\" +++ \"b\", Int(√16.0)]") == "[1, 4, 4]")
  }

  @Test("a name of the library's is the cell's own once a cell declares it, and the library's again when that is undone")
  func libraryNames() throws {
    let library = try notebook.show("softplus(Tensor([0])).values")
    try notebook.run(
      "func softplus(_ x: Tensor) -> Tensor { x * 0 + 7 }\nlet normal = 3\nstruct Mixture { var kind = \"mine\" }\nfunc print(_ n: Int) {}")
    #expect(try notebook.show("print(1)\n\"\\(softplus(Tensor([0])).values) \\(normal) \\(Mixture().kind)\"") == "\"[7.0] 3 mine\"")
    #expect(notebook.output == "")
    #expect(try notebook.show("Tensors.softplus(Tensor([0])).values") == library)
    for _ in 0..<3 { try notebook.session.undo() }
    #expect(try notebook.show("softplus(Tensor([0])).values") == library)
    #expect(try notebook.show("[normal(2).count, Mixture.ring(modes: 8, radius: 2, deviation: 0.1).sample(3).shape[0]]") == "[2, 3]")
  }

  @Test("a name that is a word of the language stands between backticks, in every later cell too") func keywords() throws {
    try notebook.run("let `default` = 3\nfunc `in`() -> Int { 4 }\nstruct `class` { var n = 5 }")
    #expect(
      try notebook.show("switch 1 { case 1: print(1)\ndefault: print(2) }\nfor _ in 0..<1 {}\nclass C {}\n[`default`, `in`(), `class`().n]")
        == "[3, 4, 5]")
    #expect(try notebook.session.visibleNames().first { $0.name == "default" }?.text == "3")
  }

  @Test("a type that is declared again lives beside the values of the old one: in arrays, in closures, behind protocols") func oldValues()
    throws
  {
    try notebook.run(
      "protocol Shape { func area() -> Int }\nstruct Square: Shape { var side = 2; public func area() -> Int { side * side } }")
    try notebook.run("var shapes: [any Shape] = [Square()]\nvar squares = [Square()]\nlet measure = { (s: Square) in s.side }")
    try notebook.run(
      "struct Square: Shape { var side = 3; public func area() -> Int { -side } }\nextension Square { var twice: Int { 2 * side } }")
    try notebook.run("shapes.append(Square())")
    #expect(
      try notebook.show("[shapes[0].area(), shapes[1].area(), squares[0].side, measure(squares[0]), Square().twice]") == "[4, -3, 2, 2, 6]")
    guard case .compile = failure({ try notebook.run("squares.append(Square())") }) else {
      Issue.record("two types were taken for one"); return
    }
  }

  @Test("a value within a value is shown without the notebook's name for its cell") func nestedValues() throws {
    try notebook.run("indirect enum Chain { case end; case link(Int, Chain) }\nstruct Box { var chain = Chain.end }")
    #expect(try notebook.show("let box = Box()\n[box]") == "[Box(chain: Chain.end)]")
    #expect(try notebook.session.visibleNames().first { $0.name == "box" }?.text == "Box(chain: Chain.end)")
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
