import Tensors

/// What a layer's weights are before training.
///
/// Every layer takes one as its `initializer:`. A layer tells it the shape of its weights, how many products are summed for one
/// number of its result (`fanIn`), and in how many numbers of the result one number of its input takes part (`fanOut`).
///
///     var layer = Conv2d(3, 64, kernel: 4, stride: 2, padding: 1, initializer: .normal(deviation: 0.02))
///
/// Biases begin at zero, except with `fanInUniform`.
public struct Initializer: Sendable {
  private let makeWeights: @Sendable (_ shape: [Int], _ fanIn: Double, _ fanOut: Double) -> Tensor
  private let makeBiases: @Sendable (_ count: Int, _ fanIn: Double) -> Tensor

  /// An initializer of the reader's own; biases begin at zero.
  public init(_ weights: @escaping @Sendable (_ shape: [Int], _ fanIn: Double, _ fanOut: Double) -> Tensor) {
    self.init(weights: weights, biases: { count, _ in Tensor(zeros: [count]) })
  }

  init(
    weights: @escaping @Sendable (_ shape: [Int], _ fanIn: Double, _ fanOut: Double) -> Tensor,
    biases: @escaping @Sendable (_ count: Int, _ fanIn: Double) -> Tensor
  ) {
    (makeWeights, makeBiases) = (weights, biases)
  }

  /// New weights.
  ///
  /// - Parameter shape: The last axis counts the layer's outputs, or the inputs of a transposed convolution.
  public func weights(_ shape: [Int], fanIn: Double, fanOut: Double) -> Tensor { makeWeights(shape, fanIn, fanOut) }

  /// New biases, shape [count].
  public func biases(_ count: Int, fanIn: Double) -> Tensor { makeBiases(count, fanIn) }
}

extension Initializer {
  /// Weights and biases from U(-limit, limit), limit = 1 / sqrt(fan in).
  ///
  /// - Source: LeCun et al. 1998, "Efficient BackProp", doi:10.1007/3-540-49430-8_2, section 4.6: variances in proportion to 1 / inputs.
  /// - Deviation: uniform numbers with a third of its variance, biases too, as PyTorch's layers have them; the settings that papers and
  ///   public code give for GANs rest on these.
  public static let fanInUniform = Initializer(
    weights: { shape, fanIn, _ in uniform(shape: shape, within: 1 / fanIn.squareRoot()) },
    biases: { count, fanIn in uniform(shape: [count], within: 1 / fanIn.squareRoot()) })

  /// Weights from N(0, deviation²).
  ///
  /// - Parameter deviation: 0.02 is DCGAN's (Radford et al. 2016, arXiv:1511.06434, section 4).
  public static func normal(deviation: Double = 0.02) -> Initializer {
    Initializer { shape, _, _ in Tensors.normal(shape: shape, deviation: deviation) }
  }

  /// Zeros: a layer that is switched off until training switches it on.
  public static let zeros = Initializer { shape, _, _ in Tensor(zeros: shape) }

  /// Weights from U(-limit, limit), limit = gain sqrt(6 / (fan in + fan out)).
  ///
  /// Forward and backward the variance is kept, as far as both can be, by linear layers and by tanh near zero.
  ///
  /// - Source: Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", AISTATS, eq. 16.
  /// - Deviation: none with a gain of 1.
  public static func glorotUniform(gain: Double) -> Initializer {
    Initializer { shape, fanIn, fanOut in uniform(shape: shape, within: gain * (6 / (fanIn + fanOut)).squareRoot()) }
  }

  /// `glorotUniform(gain: 1)`.
  public static let glorotUniform = glorotUniform(gain: 1)

  /// Weights from N(0, gain² 2 / (fan in + fan out)).
  ///
  /// - Source: Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", AISTATS, eq. 12.
  /// - Deviation: none with a gain of 1.
  public static func glorotNormal(gain: Double) -> Initializer {
    Initializer { shape, fanIn, fanOut in Tensors.normal(shape: shape, deviation: gain * (2 / (fanIn + fanOut)).squareRoot()) }
  }

  /// `glorotNormal(gain: 1)`.
  public static let glorotNormal = glorotNormal(gain: 1)

  /// Weights from N(0, 2 / ((1 + slope²) fan in)): rectified layers keep the variance of what passes forward through them.
  ///
  /// - Parameter slope: The leaky rectifier's slope; 0 for a plain one.
  /// - Source: He et al. 2015, arXiv:1502.01852, eqs. 10 and 15.
  /// - Deviation: none.
  public static func heNormal(slope: Double) -> Initializer {
    Initializer { shape, fanIn, _ in Tensors.normal(shape: shape, deviation: (2 / ((1 + slope * slope) * fanIn)).squareRoot()) }
  }

  /// `heNormal(slope: 0)`.
  public static let heNormal = heNormal(slope: 0)

  /// Uniform weights of the variance of `heNormal`.
  ///
  /// - Source: He et al. 2015, arXiv:1502.01852, eqs. 10 and 15.
  /// - Deviation: the paper draws from a normal distribution.
  public static func heUniform(slope: Double) -> Initializer {
    Initializer { shape, fanIn, _ in uniform(shape: shape, within: (6 / ((1 + slope * slope) * fanIn)).squareRoot()) }
  }

  /// `heUniform(slope: 0)`.
  public static let heUniform = heUniform(slope: 0)

  private static func uniform(shape: [Int], within limit: Double) -> Tensor { Tensors.uniform(shape: shape, in: -limit...limit) }
}
