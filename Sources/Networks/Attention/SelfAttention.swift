import Tensors

/// Each place of an image looks at all others, and adds what it finds by as much as training has learnt to.
///
///     attention = softmax over the keys of query(x) key(x)ᵀ
///     y = x + gain * output(attention value(x))
///
/// query, key, value and output are convolutions of kernel 1 without biases. The gain begins at 0: the layer is the identity.
///
/// - Source: Zhang et al. 2019, arXiv:1805.08318, section 3, as its authors released it: C/8 channels for query and key, C/2 for the value,
///   and keys and values pooled to half the size (maximum of 2 x 2).
/// - Deviation: from the paper's text, which has C/8 channels everywhere in the experiments and no pooling; the released code differs so.
public struct SelfAttention: Module {
  public var query: OptionalSpectralNorm<Conv2d>
  public var key: OptionalSpectralNorm<Conv2d>
  public var value: OptionalSpectralNorm<Conv2d>
  public var output: OptionalSpectralNorm<Conv2d>
  /// gamma of the paper, a single number.
  public var gain = Tensor(0)
  /// Whether keys and values are pooled.
  public let pools: Bool
  public let channels: Int

  /// - Parameters:
  ///   - channels: C, those of the images.
  ///   - keyChannels: Of query and key; C/8 and at least 1 unless they are given.
  ///   - valueChannels: C/2 and at least 1 unless they are given.
  ///   - pools: Whether keys and values are pooled to half the size. Without, the layer treats places alike: it commutes with permutations of
  ///     them.
  ///   - hasSpectralNorm: Whether the four convolutions are normalised, as in the paper.
  ///   - initializer: Glorot's uniform one, as in the released code, unless another is given.
  public init(
    _ channels: Int, keyChannels: Int? = nil, valueChannels: Int? = nil, pools: Bool = true, hasSpectralNorm: Bool = true,
    initializer: Initializer = .glorotUniform
  ) {
    let (keys, values) = (keyChannels ?? max(1, channels / 8), valueChannels ?? max(1, channels / 2))
    func convolution(_ inputs: Int, _ outputs: Int) -> OptionalSpectralNorm<Conv2d> {
      requireChannels("SelfAttention", inputs, outputs, kernel: 1)
      return OptionalSpectralNorm(
        Conv2d(inputs, outputs, kernel: 1, hasBias: false, initializer: initializer), isNormalized: hasSpectralNorm)
    }
    (query, key) = (convolution(channels, keys), convolution(channels, keys))
    (value, output) = (convolution(channels, values), convolution(values, channels))
    (self.pools, self.channels) = (pools, channels)
  }

  /// - Parameter x: [batch, height, width, channels], with pooling at least 2 x 2.
  /// - Returns: The input's shape.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    // The output is linear, so the gain may come before it, where there are fewer channels.
    let found = matmul(attention(x), places(pooled(value(x)))) * gain
    return x + output(found.reshaped(to: [x.shape[0], x.shape[1], x.shape[2], found.shape[2]]))
  }

  /// How much each place looks at each other: rows of sum 1.
  ///
  /// - Returns: [batch, height * width, keys]; with pooling there is a key for each 2 x 2 places.
  public func attention(_ x: Tensor) -> Tensor {
    require(
      x.rank == 4 && x.shape[3] == channels,
      "SelfAttention: the input has shape \(x.shape), and the layer takes [batch, height, width, \(channels)]")
    return softmax(matmul(places(query(x)), transposed: false, places(pooled(key(x))), transposed: true), axis: 2)
  }

  private func pooled(_ x: Tensor) -> Tensor { pools ? maxPool2d(x, kernel: 2) : x }

  /// [batch, height, width, channels] as [batch, height * width, channels].
  private func places(_ x: Tensor) -> Tensor { x.reshaped(to: [x.shape[0], x.shape[1] * x.shape[2], x.shape[3]]) }
}
