/// A function of tensors together with its rule of differentiation.
///
/// The mechanism (`Trace`) knows nothing of any single operation, and a rule knows nothing of the trace: it is written with
/// the same operations a reader uses. A rule that runs inside another differentiation is therefore traced itself, and the
/// second order costs no second rule.
///
/// An operation never changes, and its closures capture values only: sharing one is safe, which the compiler cannot see.
package final class Operation: @unchecked Sendable {
  /// Gives the gradient of one input, or nil where it is zero everywhere.
  package typealias Rule = (Pullback) -> Tensor?

  package let name: String
  /// The value, from inputs that carry no trace.
  let evaluate: ([Tensor]) -> Tensor
  /// The gradients of the inputs that are wanted; the others are nil.
  let pullback: (Pullback) -> [Tensor?]

  /// An operation whose rules stand side by side, one for each input.
  package init(_ name: String, evaluate: @escaping ([Tensor]) -> Tensor, rules: [Rule]) {
    self.name = name
    self.evaluate = evaluate
    pullback = { context in rules.indices.map { context.isWanted[$0] ? rules[$0](context) : nil } }
  }

  /// An operation whose gradients share work.
  package init(_ name: String, evaluate: @escaping ([Tensor]) -> Tensor, pullback: @escaping (Pullback) -> [Tensor?]) {
    self.name = name
    self.evaluate = evaluate
    self.pullback = pullback
  }

  /// The value of the operation, recorded for every differentiation that is under way and sees one of the inputs.
  package func callAsFunction(_ inputs: Tensor...) -> Tensor { Trace.apply(self, inputs) }
  package func callAsFunction(_ inputs: [Tensor]) -> Tensor { Trace.apply(self, inputs) }
}

/// What a rule may use.
package struct Pullback {
  /// The gradient of the result.
  package let gradient: Tensor
  package let inputs: [Tensor]
  package let output: Tensor
  /// Which inputs someone asked a gradient for.
  package let isWanted: [Bool]

  /// Whether an enclosing differentiation sees any of this. A rule must then be made of operations; otherwise it may call kernels of its own.
  package var isTraced: Bool {
    gradient.live.node != nil || output.live.node != nil || inputs.contains { $0.live.node != nil }
  }

  /// The first input.
  package var x: Tensor { inputs[0] }
  /// The second input.
  package var y: Tensor { inputs[1] }
}
