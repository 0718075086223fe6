import Tensors

/// The residual block of SNGAN's, SAGAN's and BigGAN's discriminators: half the size by average pooling.
///
///     pool(conv 1x1 (x))  +  pool(conv(relu(conv(relu(x)))))
///
/// The first block of a discriminator has no rectifier in front, which would cut the colours off.
///
/// - Source: Miyato et al. 2018, arXiv:1802.05957, appendix B; Brock et al. 2019, arXiv:1809.11096, appendix B.
/// - Deviation: none.
public struct DownsamplingResidualBlock: Module {
  public var first: OptionalSpectralNorm<Conv2d>
  public var second: OptionalSpectralNorm<Conv2d>
  /// Of kernel 1, where size or channels change.
  public var shortcut: OptionalSpectralNorm<Conv2d>?
  public let downsamples: Bool
  public let isFirst: Bool

  /// - Parameters:
  ///   - downsamples: Whether the result is half as large.
  ///   - isFirst: Whether the block sees the images themselves.
  ///   - hasSpectralNorm: Whether the convolutions are normalised.
  ///   - initializer: Glorot's uniform one unless another is given; BigGAN's is `.orthogonal`.
  public init(
    _ inputs: Int, _ outputs: Int, downsamples: Bool = true, isFirst: Bool = false, hasSpectralNorm: Bool = true,
    initializer: Initializer = .glorotUniform
  ) {
    func convolution(_ inputs: Int, kernel: Int, _ activation: Activation) -> OptionalSpectralNorm<Conv2d> {
      OptionalSpectralNorm(
        Conv2d(inputs, outputs, kernel: kernel, padding: kernel / 2, activation: activation, initializer: initializer),
        isNormalized: hasSpectralNorm)
    }
    (first, second) = (convolution(inputs, kernel: 3, .relu), convolution(outputs, kernel: 3, .identity))
    shortcut = downsamples || inputs != outputs ? convolution(inputs, kernel: 1, .identity) : nil
    (self.downsamples, self.isFirst) = (downsamples, isFirst)
  }

  /// - Parameter x: [batch, height, width, inputs].
  /// - Returns: [batch, height, width, outputs], or half as high and wide, rounded down.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    let hidden = second(first(isFirst ? x : relu(x)))
    if !downsamples { return (shortcut?(x) ?? x) + hidden }
    // A convolution of kernel 1 and averaging commute: the averaging comes first, and leaves a quarter of the pixels.
    return (shortcut?(averagePool2d(x, kernel: 2)) ?? x) + averagePool2d(hidden, kernel: 2)
  }
}
