import Tensors

/// Layer normalisation: all numbers of a sample, or of each of its positions, at mean 0 and variance 1.
///
///     activation(gain (x - mean) / sqrt(variance + epsilon) + bias)
///
/// It treats samples independently, which a critic under a gradient penalty needs (Gulrajani et al. 2017, arXiv:1704.00028, section 4).
///
/// - Source: Ba, Kiros and Hinton 2016, arXiv:1607.06450, eq. 3.
/// - Deviation: gains and biases are one for each channel even where positions are normalised together, as in WGAN-GP's released code.
public struct LayerNorm: Module {
  /// What a mean is taken over.
  public enum Extent: Sendable, Equatable {
    /// All positions and channels of a sample: a critic's images.
    case sample
    /// The channels of one position: a sequence's steps.
    case position
  }

  /// [channels].
  public var gain: Tensor
  /// [channels].
  public var bias: Tensor
  public let extent: Extent
  public let epsilon: Double
  public let activation: Activation

  /// - Parameters:
  ///   - channels: The length of the input's last axis.
  ///   - extent: What a mean is taken over; for inputs [batch, channels] both are the same.
  ///   - epsilon: Positive.
  public init(_ channels: Int, over extent: Extent = .sample, epsilon: Double = 1e-5, activation: Activation = .identity) {
    require(channels > 0, "LayerNorm: \(channels) channels; at least 1 is needed")
    require(epsilon > 0, "LayerNorm: epsilon is \(epsilon); it must be positive")
    (gain, bias) = (Tensor(ones: [channels]), Tensor(zeros: [channels]))
    (self.extent, self.epsilon, self.activation) = (extent, epsilon, activation)
  }

  /// - Parameter x: [batch, ..., channels].
  /// - Returns: The input's shape.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    normalize(
      x, over: extent == .sample ? .sample(channelsPerGroup: gain.count) : .position, gain: gain, bias: bias, channels: gain.count,
      epsilon: epsilon, activation: activation, named: "LayerNorm")
  }
}
