import Tensors

/// Instance normalisation: each channel of each sample at mean 0 and variance 1 over its positions.
///
///     activation(gain (x - mean) / sqrt(variance + epsilon) + bias)
///
/// It takes away an image's contrast, and treats samples independently, in training and evaluation alike.
///
/// - Source: Ulyanov, Vedaldi and Lempitsky 2016, arXiv:1607.08022.
/// - Deviation: none; gains and biases only where they are asked for, as in CycleGAN's released code.
public struct InstanceNorm: Module {
  /// [channels], or none.
  public var gain: Tensor?
  /// [channels], or none.
  public var bias: Tensor?
  public let channels: Int
  public let epsilon: Double
  public let activation: Activation

  /// - Parameters:
  ///   - channels: The length of the input's last axis.
  ///   - hasParameters: Whether a gain and a bias are learnt for each channel.
  ///   - epsilon: Positive.
  ///   - activation: Behind the normalisation; ReLU and leaky ReLU are made in the same pass over memory.
  public init(_ channels: Int, hasParameters: Bool = false, epsilon: Double = 1e-5, activation: Activation = .identity) {
    require(channels > 0, "InstanceNorm: \(channels) channels; at least 1 is needed")
    require(epsilon > 0, "InstanceNorm: epsilon is \(epsilon); it must be positive")
    gain = hasParameters ? Tensor(ones: [channels]) : nil
    bias = hasParameters ? Tensor(zeros: [channels]) : nil
    (self.channels, self.epsilon, self.activation) = (channels, epsilon, activation)
  }

  /// - Parameter x: [batch, ..., channels], with at least two positions.
  /// - Returns: The input's shape.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    require(
      x.rank < 2 || x.shape[0] == 0 || x.count > x.shape[0] * channels,
      "InstanceNorm: input \(x.shape) has one position for each sample, whose variance is always 0; use LayerNorm")
    return normalize(
      x, over: .sample(channelsPerGroup: 1), gain: gain, bias: bias, channels: channels, epsilon: epsilon, activation: activation,
      named: "InstanceNorm")
  }
}
