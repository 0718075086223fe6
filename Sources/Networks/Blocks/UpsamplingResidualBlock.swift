import Tensors

/// What a generator's normalisation layers depend on.
public enum Conditioning: Sendable, Equatable {
  /// Nothing: plain batch normalisation.
  case none
  /// One of so many classes.
  case classes(Int)
  /// A vector of this length: BigGAN's class embedding joined with a part of the latent.
  case vector(Int)
}

/// The residual block of SNGAN's, SAGAN's and BigGAN's generators: twice the size, and a condition in its normalisation.
///
///     upsample(x) through conv 1x1  +  conv(relu(norm(conv(upsample(relu(norm(x)))))))
///
/// - Source: Miyato et al. 2018, arXiv:1802.05957, appendix B; Brock et al. 2019, arXiv:1809.11096, appendix B.
/// - Deviation: none. SNGAN's generator has no spectral norm; SAGAN's and BigGAN's have it.
public struct UpsamplingResidualBlock: Module {
  public var first: OptionalSpectralNorm<Conv2d>
  public var second: OptionalSpectralNorm<Conv2d>
  /// Of kernel 1, where size or channels change.
  public var shortcut: OptionalSpectralNorm<Conv2d>?
  /// Two of one kind, and none of the other.
  public var norms: [BatchNorm]
  public var conditionalNorms: [ConditionalBatchNorm]
  public let upsamples: Bool

  /// - Parameters:
  ///   - conditioning: What the normalisation depends on, which each call must then be given.
  ///   - upsamples: Whether the result is twice as large (nearest neighbour).
  ///   - hasSpectralNorm: Whether the convolutions are normalised.
  ///   - initializer: Glorot's uniform one unless another is given; BigGAN's is `.orthogonal`.
  public init(
    _ inputs: Int, _ outputs: Int, conditioning: Conditioning = .none, upsamples: Bool = true, hasSpectralNorm: Bool = true,
    initializer: Initializer = .glorotUniform
  ) {
    func convolution(_ inputs: Int, kernel: Int, upsamples: Bool = false) -> OptionalSpectralNorm<Conv2d> {
      OptionalSpectralNorm(
        Conv2d(inputs, outputs, kernel: kernel, padding: kernel / 2, upsamples: upsamples, initializer: initializer),
        isNormalized: hasSpectralNorm)
    }
    (first, second) = (convolution(inputs, kernel: 3, upsamples: upsamples), convolution(outputs, kernel: 3))
    shortcut = upsamples || inputs != outputs ? convolution(inputs, kernel: 1) : nil
    (norms, conditionalNorms) = ([], [])
    for channels in [inputs, outputs] {
      switch conditioning {
      case .none: norms.append(BatchNorm(channels, activation: .relu))
      case .classes(let count): conditionalNorms.append(ConditionalBatchNorm(channels, classes: count, activation: .relu))
      case .vector(let length): conditionalNorms.append(ConditionalBatchNorm(channels, conditionDimension: length, activation: .relu))
      }
    }
    self.upsamples = upsamples
  }

  /// - Parameter x: [batch, height, width, inputs].
  /// - Returns: [batch, height, width, outputs], or twice as high and wide.
  /// - Precondition: The block has no conditioning.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    require(!norms.isEmpty, "UpsamplingResidualBlock: the block was made with a condition; pass labels: or condition:")
    return apply(x) { norms[$0]($1) }
  }

  /// - Parameter labels: The class of each sample.
  /// - Precondition: The block's conditioning is `.classes`.
  public func callAsFunction(_ x: Tensor, labels: [Int]) -> Tensor {
    require(!conditionalNorms.isEmpty, "UpsamplingResidualBlock: the block was made without a condition; pass conditioning: to its init")
    return apply(x) { conditionalNorms[$0]($1, labels: labels) }
  }

  /// - Parameter condition: [batch, length].
  /// - Precondition: The block's conditioning is `.vector`.
  public func callAsFunction(_ x: Tensor, condition: Tensor) -> Tensor {
    require(!conditionalNorms.isEmpty, "UpsamplingResidualBlock: the block was made without a condition; pass conditioning: to its init")
    return apply(x) { conditionalNorms[$0]($1, condition: condition) }
  }

  private func apply(_ x: Tensor, _ norm: (Int, Tensor) -> Tensor) -> Tensor {
    let hidden = second(norm(1, first(norm(0, x))))
    // A convolution of kernel 1 and copying pixels commute: the convolution comes first, on a quarter of them.
    return enlarged(shortcut?(x) ?? x) + hidden
  }

  private func enlarged(_ x: Tensor) -> Tensor { upsamples ? upsampleNearest(x) : x }
}
