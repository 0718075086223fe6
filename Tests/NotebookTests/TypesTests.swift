import Foundation
import Notebook
import Testing

@Suite("The type of an expression") struct TypesTests {
  @Test(
    "is told without running it",
    arguments: [
      ("3 * 0.5", "Double"), ("ring", "Mixture"), ("ring.sample(3) // three", "Tensor"), ("[1, 2].map { Tensor($0) }", "[Tensor]"),
      ("(1, label: \"a\")", "(Int, label: String)"), ("softplus as (Tensor) -> Tensor", "(Tensor) -> Tensor"), ("print(1)", "Void"),
      ("Optional(Own(value: 3))", "Own?"), ("valueAndGradient(at: normal(3)) {\n  $0.sum()\n}", "(value: Tensor, gradient: Tensor)"),
      ("{ () -> Int in fatalError(\"it runs\") }()", "Int"),
    ])
  func types(expression: String, type: String) throws {
    let notebook = try TestNotebook()
    try notebook.run("let ring = Mixture.ring(modes: 8)\nstruct Own { var value: Int }")
    #expect(try notebook.session.type(of: expression, file: "expression") == type)
    #expect(notebook.session.depth == 1)
  }

  @Test("is refused with the compiler's words at the reader's columns") func errors() throws {
    let notebook = try TestNotebook()
    guard case .compile(let diagnostics)? = failure({ _ = try notebook.session.type(of: "1 + nothing", file: "expression") }) else {
      return #expect(Bool(false), "it has no type")
    }
    #expect(diagnostics.map(\.message) == ["cannot find 'nothing' in scope"])
    #expect(diagnostics.map(\.line) == [1] && diagnostics.map(\.column) == [5])
    #expect(diagnostics.map(\.file) == ["expression"])
  }
}
