import Tensors

/// Group normalisation: groups of neighbouring channels of each sample at mean 0 and variance 1 over all their numbers.
///
///     activation(gain (x - mean) / sqrt(variance + epsilon) + bias)
///
/// - Source: Wu and He 2018, arXiv:1803.08494, eq. 1, 2 and 7.
/// - Deviation: none.
public struct GroupNorm: Module {
  /// [channels].
  public var gain: Tensor
  /// [channels].
  public var bias: Tensor
  public let groups: Int
  public let epsilon: Double
  public let activation: Activation

  /// - Parameters:
  ///   - channels: The length of the input's last axis.
  ///   - groups: Divides `channels`; the paper takes 32.
  ///   - epsilon: Positive.
  public init(_ channels: Int, groups: Int, epsilon: Double = 1e-5, activation: Activation = .identity) {
    require(channels > 0 && groups > 0 && channels % groups == 0, "GroupNorm: \(channels) channels cannot be cut into \(groups) groups")
    require(epsilon > 0, "GroupNorm: epsilon is \(epsilon); it must be positive")
    (gain, bias) = (Tensor(ones: [channels]), Tensor(zeros: [channels]))
    (self.groups, self.epsilon, self.activation) = (groups, epsilon, activation)
  }

  /// - Parameter x: [batch, ..., channels].
  /// - Returns: The input's shape.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    normalize(
      x, over: .sample(channelsPerGroup: gain.count / groups), gain: gain, bias: bias, channels: gain.count, epsilon: epsilon,
      activation: activation, named: "GroupNorm")
  }
}
