import Tensors

/// A multilayer perceptron: dense layers, an activation behind each but the last.
///
///     var discriminator = MLP(2, 128, 128, 1, activation: .leakyReLU(0.2))
public struct MLP: Module {
  public var layers: [Dense]

  /// - Parameters:
  ///   - widths: The length of the input, of each hidden layer, and of the output.
  ///   - activation: Between the layers.
  ///   - outputActivation: Behind the last layer; none for logits and scores.
  ///   - initializer: Each layer's, as `Dense` takes it.
  public init(
    _ widths: Int..., activation: Activation = .relu, outputActivation: Activation = .identity, initializer: Initializer = .fanInUniform
  ) {
    self.init(widths: widths, activation: activation, outputActivation: outputActivation, initializer: initializer)
  }

  /// The same with the widths in an array.
  public init(
    widths: [Int], activation: Activation = .relu, outputActivation: Activation = .identity, initializer: Initializer = .fanInUniform
  ) {
    require(widths.count >= 2, "MLP: \(widths) names \(widths.count) widths; an input and an output are needed")
    layers = widths.indices.dropLast().map { index in
      let isLast = index == widths.count - 2
      return Dense(widths[index], widths[index + 1], activation: isLast ? outputActivation : activation, initializer: initializer)
    }
  }

  /// - Parameter x: [batch, inputs].
  /// - Returns: [batch, outputs].
  public func callAsFunction(_ x: Tensor) -> Tensor {
    let fused = layers.compactMap(\.fused)
    return fused.count == layers.count ? affine(x, fused) : layers.reduce(x) { $1($0) }
  }
}
