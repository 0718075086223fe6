/// One differentiation that is under way: what was computed from its argument, in order.
///
/// Differentiations nest. A tensor that takes part in several carries the node of the innermost; that node's `primal` is the
/// same tensor as the enclosing differentiation sees it, and so on outwards. An operation is recorded innermost first, each
/// level computing with the primals of the level within. When a scope closes it drops what it recorded: no graph
/// outlives it, and a tensor that left it is what its primal is, a constant of the closed scope.
final class Scope {
  /// Inner scopes have larger numbers.
  let depth: Int
  var nodes: ContiguousArray<Node> = []
  private(set) var isOpen = true

  init() { depth = Scope.next() }

  func close() {
    isOpen = false
    for node in nodes { node.forget() }
    nodes = []
  }

  /// `tensor` as the argument of this differentiation.
  func leaf(_ tensor: Tensor) -> Tensor {
    var result = tensor
    result.node = Node(scope: self, primal: tensor.live, operation: nil, inputs: [], parents: [])
    return result
  }

  nonisolated(unsafe) private static var counter = 0
  private static func next() -> Int {
    counter += 1
    return counter
  }
}

/// One operation that was recorded, or an argument.
final class Node {
  let scope: Scope
  let index: Int
  /// The tensor as the enclosing scope sees it.
  let primal: Tensor
  fileprivate(set) var operation: Operation?
  /// Inputs as the enclosing scope sees them.
  fileprivate(set) var inputs: [Tensor]
  /// The inputs' nodes in this scope; nil for constants.
  fileprivate(set) var parents: [Node?]

  init(scope: Scope, primal: Tensor, operation: Operation?, inputs: [Tensor], parents: [Node?]) {
    self.scope = scope
    self.primal = primal
    self.operation = operation
    self.inputs = inputs
    self.parents = parents
    index = scope.nodes.count
    scope.nodes.append(self)
  }

  func forget() {
    operation = nil
    inputs = []
    parents = []
  }
}

extension Tensor {
  /// The tensor without the nodes of scopes that have closed.
  var live: Tensor {
    var result = self
    while let node = result.node, !node.scope.isOpen { result = node.primal }
    return result
  }

  /// The same numbers as a constant of every differentiation under way.
  ///
  /// Rarely needed: what a closure captures is a constant already.
  public var withoutGradient: Tensor { Tensor(storage: storage, shape: shape) }
}

enum Trace {
  /// Whether more than one differentiation under way sees any of the inputs.
  static func isSeenTwice(_ inputs: [Tensor]) -> Bool {
    var seen: Scope?
    for input in inputs {
      guard let node = input.live.node else { continue }
      if let seen, seen !== node.scope { return true }
      seen = node.scope
      if node.primal.live.node != nil { return true }
    }
    return false
  }

  /// Evaluates `operation` and records it in each open scope that one of the inputs takes part in.
  static func apply(_ operation: Operation, _ inputs: [Tensor]) -> Tensor {
    var innermost: Scope?
    for input in inputs {
      guard let scope = input.live.node?.scope else { continue }
      if scope.depth > innermost?.depth ?? 0 { innermost = scope }
    }
    guard let scope = innermost else { return operation.evaluate(inputs) }
    var primals: [Tensor] = []
    var parents: [Node?] = []
    primals.reserveCapacity(inputs.count)
    parents.reserveCapacity(inputs.count)
    for input in inputs {
      let input = input.live
      let node = input.node?.scope === scope ? input.node : nil
      primals.append(node?.primal ?? input)
      parents.append(node)
    }
    let primal = apply(operation, primals)
    var result = primal
    result.node = Node(scope: scope, primal: primal, operation: operation, inputs: primals, parents: parents)
    return result
  }

  /// The gradients of `output` for each of `leaves`, all of them in `scope`.
  static func gradients(of output: Tensor, at leaves: [Node], in scope: Scope) -> [Tensor?] {
    var gradients = ContiguousArray<Tensor?>(repeating: nil, count: scope.nodes.count)
    guard let last = output.live.node, last.scope === scope else { return leaves.map { _ in nil } }
    gradients[last.index] = Tensor(ones: output.shape, dtype: output.dtype)
    for index in (0...last.index).reversed() {
      let node = scope.nodes[index]
      guard let operation = node.operation, let gradient = gradients[index] else { continue }
      gradients[index] = nil
      let context = Pullback(gradient: gradient, inputs: node.inputs, output: node.primal, isWanted: node.parents.map { $0 != nil })
      let contributions = operation.pullback(context)
      for (parent, contribution) in zip(node.parents, contributions) {
        guard let parent, let contribution else { continue }
        precondition(
          contribution.shape == parent.primal.shape,
          "\(operation.name): the rule gives shape \(contribution.shape) for an input of shape \(parent.primal.shape)")
        gradients[parent.index] = gradients[parent.index].map { $0 + contribution } ?? contribution
      }
      // What only this node still holds goes back to the pool before the next rule runs.
      node.forget()
    }
    return leaves.map { gradients[$0.index] }
  }
}
