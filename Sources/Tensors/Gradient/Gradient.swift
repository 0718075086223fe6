/// The value of a function and its gradient at an argument.
///
/// The closure's argument is what is differentiated; whatever else the closure uses is a constant of this differentiation,
/// though an enclosing one still sees through it. The closure runs every time. A differentiation inside the closure gives
/// higher orders:
///
///     let (loss, gradient) = valueAndGradient(at: critic) { critic in
///       let slope = Tensors.gradient(at: interpolates) { critic($0).sum() }
///       return square(slope).mean()
///     }
///
/// - Parameters:
///   - argument: A model, or a tensor. Gradients are taken for all of its parameters.
///   - function: Gives a tensor with a single number.
/// - Returns: The value, and the gradient as a value of the argument's own type, with the gradient in each parameter's place.
///   Parameters that the function does not depend on get zeros. The gradient's buffers are those that the function's forward passes
///   recorded; an optimiser commits them.
/// - Precondition: The function's result has `count == 1`.
public func valueAndGradient<Argument: Module>(
  at argument: Argument, of function: (Argument) throws -> Tensor
) rethrows -> (value: Tensor, gradient: Argument) {
  let scope = Scope()
  defer { scope.close() }
  var traced = argument
  var leaves: [Node] = []
  var tracedBuffers: [Buffer] = []
  traced.forEach { parameter, _ in
    parameter = scope.leaf(parameter)
    leaves.append(parameter.node!)
  } buffer: { buffer, _ in
    buffer = buffer.traced(in: scope)
    tracedBuffers.append(buffer)
  }
  let output = try function(traced)
  require(
    output.count == 1,
    "gradient: the function must give a single number, and it gave a tensor of shape \(output.shape); take its mean() or sum()")
  let gradients = Trace.gradients(of: output, at: leaves, in: scope)
  var gradient = argument
  var (index, bufferIndex) = (0, 0)
  gradient.forEach { parameter, _ in
    parameter = gradients[index] ?? Tensor(zeros: parameter.shape, dtype: parameter.dtype)
    index += 1
  } buffer: { buffer, _ in
    buffer = tracedBuffers[bufferIndex].handedOn()
    bufferIndex += 1
  }
  return (scope.outside(output), gradient)
}

/// The gradient of a function at an argument; see `valueAndGradient(at:of:)`.
public func gradient<Argument: Module>(
  at argument: Argument, of function: (Argument) throws -> Tensor
) rethrows -> Argument {
  try valueAndGradient(at: argument, of: function).gradient
}

extension Scope {
  /// `tensor` as the enclosing scope sees it.
  func outside(_ tensor: Tensor) -> Tensor {
    let tensor = tensor.live
    return tensor.node?.scope === self ? tensor.node!.primal : tensor
  }
}
