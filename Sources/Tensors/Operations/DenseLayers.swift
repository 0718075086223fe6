/// One dense layer: activation(x weight + bias).
package struct AffineLayer {
  /// [inputs, outputs].
  package let weight: Tensor
  /// [outputs].
  package let bias: Tensor
  package let activation: FusedActivation

  package init(weight: Tensor, bias: Tensor, activation: FusedActivation) {
    (self.weight, self.bias, self.activation) = (weight, bias, activation)
  }

  var inputs: Int { weight.shape[0] }
  var outputs: Int { weight.shape[1] }
}

/// activation(x weight + bias), as one operation.
///
/// - Parameters:
///   - x: [batch, inputs].
///   - weight: [inputs, outputs].
///   - bias: [outputs].
package func affine(_ x: Tensor, weight: Tensor, bias: Tensor, activation: FusedActivation) -> Tensor {
  affine(x, [AffineLayer(weight: weight, bias: bias, activation: activation)])
}

/// Dense layers one behind the other: as one operation where that is faster, and to the bit what one operation for each gives.
///
/// Where two differentiations see the layers, as under a gradient penalty, each layer stays an operation of its own: the second order
/// needs what the first computed between them.
///
/// - Parameters:
///   - x: [batch, inputs of the first layer].
///   - layers: Without one, x is what comes out.
package func affine(_ x: Tensor, _ layers: [AffineLayer]) -> Tensor {
  if layers.isEmpty { return x }
  var width = x.rank == 2 ? x.shape[1] : -1
  for layer in layers {
    require(
      width == layer.weight.shape[0],
      "dense layer: the input has shape \(width < 0 ? x.shape : [x.shape[0], width]), and the layer takes [batch, \(layer.weight.shape[0])]"
    )
    require(
      x.dtype == layer.weight.dtype,
      "dense layer: the input is \(x.dtype) and the layer \(layer.weight.dtype); convert the input with converted(to:)")
    width = layer.weight.shape[1]
  }
  let inputs = [x] + layers.flatMap { [$0.weight, $0.bias] }
  if layers.contains(where: { $0.weight.count > AffineChain.largestWeight }) || Trace.isSeenTwice(inputs) {
    return layers.reduce(x) { Operation.affine($1.activation)($0, $1.weight, $1.bias) }
  }
  return Operation.affineChain(layers.map(\.activation))(inputs)
}

extension Operation {
  /// One layer as an operation of its own: inputs x, weight and bias.
  package static func affine(_ activation: FusedActivation) -> Operation {
    Operation(
      "dense", evaluate: { Kernels.matrixProduct($0[0], $0[1], bias: $0[2], epilogue: activation.epilogue) },
      pullback: { context in
        affinePullback(activation, context.gradient, context.inputs, context.output, context.isWanted)
      })
  }

  /// - Parameter inputs: x, weight and bias.
  private static func affinePullback(
    _ activation: FusedActivation, _ gradient: Tensor, _ inputs: [Tensor], _ output: Tensor, _ isWanted: [Bool]
  ) -> [Tensor?] {
    let gradient = activation.pullback(gradient, output)
    return [
      isWanted[0] ? matmul(gradient, transposed: false, inputs[1], transposed: true) : nil,
      isWanted[1] ? matmul(inputs[0], transposed: true, gradient, transposed: false) : nil,
      isWanted[2] ? gradient.sum(axis: 0) : nil,
    ]
  }

  /// Inputs x, and then weight and bias of each layer.
  static func affineChain(_ activations: [FusedActivation]) -> Operation {
    let computed = ChainOutputs()
    func chain(_ inputs: [Tensor]) -> AffineChain {
      AffineChain(
        rows: inputs[0].shape[0],
        layers: activations.indices.map {
          AffineLayer(weight: inputs[2 * $0 + 1], bias: inputs[2 * $0 + 2], activation: activations[$0])
        })
    }
    return Operation(
      "dense",
      evaluate: { inputs in
        computed.tensors = chain(inputs).outputs(inputs[0])
        return computed.tensors[activations.count - 1]
      },
      pullback: { context in
        if context.isTraced { return composedPullback(activations, context) }
        let gradients = chain(context.inputs).pullback(
          context.x, computed.tensors, context.gradient,
          .init(
            input: context.isWanted[0], weights: activations.indices.map { context.isWanted[2 * $0 + 1] },
            biases: activations.indices.map { context.isWanted[2 * $0 + 2] }))
        return [gradients.input] + activations.indices.flatMap { [gradients.weights[$0], gradients.biases[$0]] }
      })
  }

  /// The same from operations, for a differentiation that goes on; what lies between the layers is computed anew.
  private static func composedPullback(_ activations: [FusedActivation], _ context: Pullback) -> [Tensor?] {
    var outputs = [context.x]
    for (index, activation) in activations.enumerated() {
      outputs.append(affine(activation)(outputs[index], context.inputs[2 * index + 1], context.inputs[2 * index + 2]))
    }
    var result = [Tensor?](repeating: nil, count: context.inputs.count)
    var gradient = context.gradient
    for (index, activation) in activations.enumerated().reversed() {
      let place = 2 * index + 1
      let goesOn = context.isWanted[..<place].contains(true)
      let gradients = affinePullback(
        activation, gradient, [outputs[index], context.inputs[place], context.inputs[place + 1]], outputs[index + 1],
        [goesOn, context.isWanted[place], context.isWanted[place + 1]])
      (result[place], result[place + 1]) = (gradients[1], gradients[2])
      guard let next = gradients[0] else { break }
      gradient = next
      if index == 0 { result[0] = gradient }
    }
    return result
  }
}

/// What a chain's layers gave, kept from the pass forward for the way back.
private final class ChainOutputs {
  var tensors: [Tensor] = []
}
