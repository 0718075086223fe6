import Foundation
import Notebook
import Testing

/// The mistakes that beginners make most, with the real compiler and the real engine.
@Suite("Advice for likely mistakes") struct AdviceTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var mistake: String
    var cell: String
    var message: String
    var advice: String
    var testDescription: String { mistake }

    init(_ mistake: String, _ cell: String, says message: String, advises advice: String) {
      (self.mistake, self.cell, self.message, self.advice) = (mistake, cell, message, advice)
    }
  }

  /// What cells before the mistaken one have left.
  private static let before = """
    let fixed = 3
    let shared = MLP(2, 16, 1, activation: .relu)
    var net = MLP(2, 16, 1, activation: .relu)
    var optimizer = Adam(for: net, learningRate: 1e-3)
    let slope = gradient(at: net) { $0(normal(4, 2)).sum() }
    let maybe: Int? = 3
    struct Plain { var weight = Tensor([1.0]) }
    """

  static let compilerRows = [
    Row("a forgotten var", "fixed = 4", says: "'let' constant", advises: "`var fixed = ...`"),
    Row(
      "a constant model for an optimiser", "optimizer.update(&shared, along: slope)", says: "'let' constant", advises: "`var shared = ...`"),
    Row(
      "a forgotten &", "optimizer.update(net, along: slope)", says: "explicit '&'", advises: "`optimizer.update(&model, along: gradient)`"),
    Row("Int times Double", "fixed * 0.5", says: "binary operator '*'", advises: "`Double(...)`"),
    Row("Int for Double", "let half: Double = fixed", says: "'Int' to specified type 'Double'", advises: "`Double(...)`"),
    Row("Float for Double", "let a: Float = 1; let b: Double = a", says: "'Float' to specified", advises: "leave the `: Float` away"),
    Row("Double for Int", "normal(2.5, 2)", says: "'Double' to expected argument type 'Int'", advises: "`Int(...)`"),
    Row("Tensor for Double", "let loss: Double = net(normal(4, 2)).sum()", says: "'Tensor' to specified", advises: "`.scalar`"),
    Row("a comparison of a tensor", "if net(normal(4, 2)).sum() > 0 { print(1) }", says: "'>'", advises: "`.>`"),
    Row("text plus number", "\"loss \" + fixed", says: "operands of type 'String'", advises: "\\(number)"),
    Row("an unknown name", "unknownThing + 1", says: "cannot find 'unknownThing'", advises: "`:vars`"),
    Row("PyTorch's name of a type", "tensor([1, 2])", says: "cannot find 'tensor'", advises: "`Tensor([1, 2])`"),
    Row("PyTorch's backward", "net(normal(4, 2)).sum().backward()", says: "no member 'backward'", advises: "`gradient(at: model)"),
    Row("PyTorch's reshape", "normal(4, 2).reshape(8)", says: "no member 'reshape'", advises: "`.reshaped(to:"),
    Row("NumPy's zeros", "Tensor.zeros([2, 3])", says: "no member 'zeros'", advises: "`Tensor(zeros: [2, 3])`"),
    Row("a wrong label", "Mixture.ring(modes: 8, radius: 2, dev: 0.1)", says: "'dev'", advises: "`?ring`"),
    Row("a missing label", "Mixture.ring(8, radius: 2, deviation: 0.1)", says: "missing argument label", advises: "`?ring`"),
    Row(
      "a logged pair without brackets", "for step in training(steps: 1) { step.log(\"loss\": 1.0) }", says: "expected ','",
      advises: "[\"loss\": loss]"),
    Row("a call that can throw", "Digits.load()", says: "not marked with 'try'", advises: "write `try`"),
    Row("an optional taken for a value", "maybe + 1", says: "must be unwrapped", advises: "`?? something`"),
    Row("a missing return", "func twice(_ x: Double) -> Double { let y = x\n2 * y }", says: "missing return", advises: "`return`"),
    Row("Python's print", "print \"hello\"", says: "consecutive statements", advises: "brackets"),
    Row("an import of PyTorch", "import torch", says: "no such module", advises: "not needed"),
    Row("a model that does not say so", "gradient(at: Plain()) { $0.weight.sum() }", says: "conform to 'Module'", advises: ": Module"),
  ]

  @Test("the compiler's words stay, and the cause and one next step stand beside them", arguments: compilerRows)
  func compiling(_ row: Row) throws {
    let notebook = try TestNotebook()
    try notebook.run(Self.before)
    guard case .compile(let diagnostics) = failure({ try notebook.run(row.cell) }) else {
      Issue.record("\(row.mistake): the cell compiled")
      return
    }
    let errors = diagnostics.filter { $0.severity == .error }
    #expect(errors.contains { $0.message.contains(row.message) && $0.advice?.contains(row.advice) == true }, "\(errors)")
    #expect(errors.allSatisfy { $0.notes.allSatisfy { !$0.file.hasPrefix("Swift.") && !$0.file.hasPrefix("Tensors.") } })
  }

  static let engineRows = [
    Row(
      "shapes that do not fit", "Tensor([[1, 2], [3, 4]]) + Tensor([1, 2, 3])", says: "[2, 2] and [3] do not broadcast",
      advises: "print both shapes"),
    Row("inner dimensions", "matmul(normal(64, 3), normal(2, 128))", says: "inner dimensions 3 and 2", advises: "`.transposed()`"),
    Row("vectors in matmul", "matmul(Tensor([1, 2]), Tensor([1, 2]))", says: "two matrices", advises: "`.reshaped(to: [1, n])`"),
    Row("a network of another width", "net(normal(4, 3))", says: "[4, 3]", advises: "width of its input"),
    Row("an index past the end", "[1, 2, 3][fixed]", says: "Index out of range", advises: "n - 1"),
    Row("a forced nil", "let nothing: Int? = nil; nothing!", says: "nil", advises: "`??`"),
  ]

  @Test("so do the engine's and the runtime's", arguments: engineRows)
  func running(_ row: Row) throws {
    let notebook = try TestNotebook()
    try notebook.run(Self.before)
    let fault = try #require(faultOf { try notebook.run(row.cell) })
    #expect(fault.message.contains(row.message))
    #expect(fault.advice?.contains(row.advice) == true, "\(fault.message)")
  }

  @Test("what is no likely mistake gets no advice")
  func nothing() throws {
    let notebook = try TestNotebook()
    #expect(faultOf { try notebook.run("fatalError(\"my own words\")") }?.advice == nil)
  }
}
