extension AffineChain {
  /// Whose gradients are asked for.
  struct Wanted {
    let input: Bool
    let weights: [Bool]
    let biases: [Bool]

    /// The layer at which the way back ends; through its own product it goes only to the input. Nil when nothing is wanted.
    var lowest: Int? {
      if input { return 0 }
      return weights.indices.first { weights[$0] || biases[$0] }
    }
  }

  struct Gradients {
    var input: Tensor?
    var weights: [Tensor?]
    var biases: [Tensor?]
  }

  /// The gradients that are wanted.
  ///
  /// - Parameters:
  ///   - outputs: What `outputs(x)` gave.
  ///   - gradient: That of the last output.
  func pullback(_ x: Tensor, _ outputs: [Tensor], _ gradient: Tensor, _ wanted: Wanted) -> Gradients {
    var result = Gradients(input: nil, weights: layers.map { _ in nil }, biases: layers.map { _ in nil })
    guard let lowest = wanted.lowest else { return result }
    let inputs = [x] + outputs.dropLast()
    let behind = gradientsBehindProducts(inputs, outputs, gradient, lowest: lowest, wantsInput: wanted.input, &result.input)
    for index in layers.indices {
      if wanted.weights[index] { result.weights[index] = Tensor(uninitialized: layers[index].weight.shape, dtype: x.dtype) }
      if wanted.biases[index] { result.biases[index] = Tensor(uninitialized: layers[index].bias.shape, dtype: x.dtype) }
    }
    Kernels.dispatch(x.dtype) {
      writeParameterGradients(inputs, behind, result, Float.self)
    } double: {
      writeParameterGradients(inputs, behind, result, Double.self)
    }
    return result
  }

  /// The gradient of each layer's product with its bias, from the last layer down to `lowest`; nil below.
  private func gradientsBehindProducts(
    _ inputs: [Tensor], _ outputs: [Tensor], _ gradient: Tensor, lowest: Int, wantsInput: Bool, _ inputGradient: inout Tensor?
  ) -> [Tensor?] {
    var behind = layers.map { _ in Tensor?.none }
    var steps: [Step] = []
    var arriving = gradient
    for index in (lowest..<layers.count).reversed() {
      let layer = layers[index]
      let own = layer.activation.pullbackKernel == nil ? arriving : Tensor(uninitialized: outputs[index].shape, dtype: gradient.dtype)
      behind[index] = own
      let goesOn = index > lowest || wantsInput
      let next = goesOn ? Tensor(uninitialized: inputs[index].shape, dtype: gradient.dtype) : nil
      steps.append(Step(layer: layer, output: outputs[index], arriving: arriving, behind: own, next: next))
      if let next { arriving = next }
    }
    if wantsInput { inputGradient = arriving }
    Kernels.dispatch(gradient.dtype) {
      run(steps, Float.self)
    } double: {
      run(steps, Double.self)
    }
    return behind
  }

  /// One layer on the way back.
  private struct Step {
    let layer: AffineLayer
    let output: Tensor
    let arriving: Tensor
    /// `arriving` before the activation.
    let behind: Tensor
    /// The gradient of the layer's input; nil where nobody asks for it.
    let next: Tensor?
  }

  private func run<T: Scalar>(_ steps: [Step], _: T.Type) {
    inEqualParts(count: rows, grain: rowGrain(Self.backwardWork), unit: ProductTile.rows) { part in
      for step in steps {
        let (layer, behind) = (step.layer, step.behind.storage.pointer(to: T.self))
        if let kernel = layer.activation.pullbackKernel {
          let start = part.lowerBound * layer.outputs
          kernel.line(
            .both, step.arriving.storage.pointer(to: T.self) + start, step.output.storage.pointer(to: T.self) + start, behind + start,
            part.count * layer.outputs)
        }
        guard let next = step.next, next.count > 0 else { continue }
        let product = MatrixProduct(rows: rows, columns: layer.inputs, inner: layer.outputs, transposeB: true)
        let weight = layer.weight.storage.pointer(to: T.self)
        product.multiply(part, behind, weight, product.right(weight), nil, next.storage.pointer())
      }
    }
  }

  /// A part of the gradients of the parameters: some rows of a weight's, or a bias's.
  private enum Share {
    case weight(layer: Int, Range<Int>)
    case bias(layer: Int)
  }

  private func writeParameterGradients<T: Scalar>(_ inputs: [Tensor], _ behind: [Tensor?], _ gradients: Gradients, _: T.Type) {
    var shares: [Share] = []
    var rights = layers.map { _ in RightMatrix<T>?.none }
    for (index, layer) in layers.enumerated() {
      guard let behind = behind[index] else { continue }
      if let gradient = gradients.weights[index], gradient.count > 0 {
        let product = weightProduct(layer)
        rights[index] = product.right(behind.storage.pointer(to: T.self))
        let grain = ProductTile.wholeTiles(Self.weightWork / max(1, rows * layer.outputs))
        shares += stride(from: 0, to: layer.inputs, by: grain).map {
          .weight(layer: index, $0..<min(layer.inputs, $0 + grain))
        }
      }
      if let gradient = gradients.biases[index], gradient.count > 0 { shares.append(.bias(layer: index)) }
    }
    func write(_ share: Share) {
      switch share {
      case .weight(let index, let part):
        guard let behind = behind[index], let gradient = gradients.weights[index] else { return }
        weightProduct(layers[index]).multiply(
          part, inputs[index].storage.pointer(to: T.self), behind.storage.pointer(), rights[index], nil, gradient.storage.pointer())
      case .bias(let index):
        guard let behind = behind[index], let gradient = gradients.biases[index] else { return }
        Kernels.sumRows(behind.storage.pointer(to: T.self), rows: rows, columns: layers[index].outputs, to: gradient.storage.pointer())
      }
    }
    let work = layers.indices.reduce(0) { $0 + (gradients.weights[$1] == nil ? 0 : rows * layers[$1].weight.count) }
    inParallel(count: shares.count, grain: work < Self.weightWork ? shares.count : 1) { part in for number in part { write(shares[number]) }
    }
  }

  private func weightProduct(_ layer: AffineLayer) -> MatrixProduct {
    MatrixProduct(rows: layer.inputs, columns: layer.outputs, inner: rows, transposeA: true)
  }
}
