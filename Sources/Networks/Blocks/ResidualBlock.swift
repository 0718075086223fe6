import Tensors

/// Two convolutions of kernel 3 around which the input is carried: what CycleGAN's generators consist of.
///
///     x + norm(conv(relu(norm(conv(x)))))
///
/// - Source: Johnson et al. 2016, arXiv:1603.08155 (the block); Zhu et al. 2017, arXiv:1703.10593, appendix 7.2 (instance normalisation and
///   reflected edges).
/// - Deviation: none. The paper's weights are N(0, 0.02²): `initializer: .normal()`.
public struct ResidualBlock: Module {
  public var first: Conv2d
  public var second: Conv2d
  /// None where the block does not normalise.
  public var firstNorm: InstanceNorm?
  public var secondNorm: InstanceNorm?
  public let edges: FilterEdges

  /// - Parameters:
  ///   - normalizes: Whether instance normalisation follows each convolution, which then has no biases.
  ///   - edges: What the convolutions find outside of the image.
  ///   - initializer: U(-limit, limit), limit = 1 / sqrt(fan in), unless another is given.
  public init(_ channels: Int, normalizes: Bool = true, edges: FilterEdges = .reflect, initializer: Initializer = .fanInUniform) {
    func convolution(_ activation: Activation) -> Conv2d {
      Conv2d(
        channels, channels, kernel: 3, padding: edges == .zero ? 1 : 0, hasBias: !normalizes, activation: activation,
        initializer: initializer)
    }
    first = convolution(normalizes ? .identity : .relu)
    second = convolution(.identity)
    firstNorm = normalizes ? InstanceNorm(channels, activation: .relu) : nil
    secondNorm = normalizes ? InstanceNorm(channels) : nil
    self.edges = edges
  }

  /// - Parameter x: [batch, height, width, channels], at least 2 x 2 with reflected edges.
  /// - Returns: The input's shape.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    let hidden = first(framed(x))
    let result = second(framed(firstNorm?(hidden) ?? hidden))
    return x + (secondNorm?(result) ?? result)
  }

  private func framed(_ x: Tensor) -> Tensor { edges == .reflect ? x.paddedByReflection(1) : x }
}
