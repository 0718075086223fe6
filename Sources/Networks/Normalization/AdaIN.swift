import Tensors

/// Adaptive instance normalisation: each channel of each sample gets the deviation and the mean that a style vector asks for.
///
///     gain(w) (x - mean) / sqrt(variance + epsilon) + bias(w),   (gain - 1, bias) = w weight + bias, an affine map of the style
///
/// - Source: Karras, Laine and Aila 2019, arXiv:1812.04948, eq. 1; Huang and Belongie 2017, arXiv:1703.06868, eq. 8.
/// - Deviation: gains are centred at 1 and the map's biases begin at 0, as in StyleGAN's released code.
public struct AdaIN: Module {
  /// From the style to gains and biases, [styleDimension, 2 channels].
  public var style: Dense
  public let epsilon: Double

  /// - Parameters:
  ///   - channels: The length of the input's last axis.
  ///   - styleDimension: The length of the style vector.
  ///   - epsilon: Positive.
  public init(_ channels: Int, styleDimension: Int, epsilon: Double = 1e-8) {
    require(channels > 0 && styleDimension > 0, "AdaIN: \(channels) channels and a style of \(styleDimension); both must be at least 1")
    require(epsilon > 0, "AdaIN: epsilon is \(epsilon); it must be positive")
    style = Dense(styleDimension, 2 * channels)
    style.bias = Tensor(zeros: [2 * channels])
    self.epsilon = epsilon
  }

  /// - Parameters:
  ///   - x: [batch, ..., channels].
  ///   - style: [batch, styleDimension].
  /// - Returns: The input's shape.
  public func callAsFunction(_ x: Tensor, style vector: Tensor) -> Tensor {
    let parameters = style(vector)
    let channels = parameters.shape[1] / 2
    require(vector.shape[0] == x.shape[0], "AdaIN: \(x.shape[0]) samples and \(vector.shape[0]) styles; one for each sample is needed")
    return normalize(
      x, over: .sample(channelsPerGroup: 1), gain: parameters.sliced(axis: 1, 0..<channels) + 1,
      bias: parameters.sliced(axis: 1, channels..<2 * channels), channels: channels, epsilon: epsilon, activation: .identity, named: "AdaIN"
    )
  }
}

/// The content's features with the mean and the deviation of each channel of the style's.
///
///     sqrt(variance of style + epsilon) (content - mean of content) / sqrt(variance of content + epsilon) + mean of style
///
/// - Parameters:
///   - content: [batch, ..., channels].
///   - style: [batch, ..., channels], its positions as many as it likes.
/// - Source: Huang and Belongie 2017, arXiv:1703.06868, eq. 8.
/// - Deviation: epsilon, as in the released code.
public func adaptiveInstanceNorm(_ content: Tensor, style: Tensor, epsilon: Double = 1e-5) -> Tensor {
  require(
    content.rank >= 3 && style.rank >= 3 && content.shape[0] == style.shape[0] && content.shape.last == style.shape.last,
    "adaptiveInstanceNorm: content \(content.shape) and style \(style.shape) need the same batch and channels")
  let channels = style.shape[style.rank - 1]
  let features = style.reshaped(to: [style.shape[0], -1, channels])
  let deviation = sqrt(features.variance(axis: 1) + epsilon)
  return normalize(
    content, over: .sample(channelsPerGroup: 1), gain: deviation, bias: features.mean(axis: 1), channels: channels, epsilon: epsilon,
    activation: .identity, named: "adaptiveInstanceNorm")
}
