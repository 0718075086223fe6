import Tensors

/// Batch normalisation: each channel at mean 0 and variance 1 over the batch and all positions, then a gain and a bias.
///
///     activation(gain (x - mean) / sqrt(variance + epsilon) + bias)
///
/// In training mean and variance are the batch's own. A model that is differentiated also records running ones,
///
///     running = (1 - momentum) running + momentum batch
///
/// which its optimiser commits and `evaluating` uses. With them samples no longer depend on each other; in training they do, so that a
/// critic under a gradient penalty needs another normalisation.
///
/// - Source: Ioffe and Szegedy 2015, arXiv:1502.03167, algorithm 1.
/// - Deviation: running moments, as PyTorch keeps them, instead of a pass over the training set at the end (algorithm 2); the variance that
///   normalises is divided by the count, the running one by count - 1, as in both.
public struct BatchNorm: Module {
  /// [channels]; ones at the start.
  public var gain: Tensor
  /// [channels]; zeros at the start.
  public var bias: Tensor
  /// [channels].
  public var runningMean: Buffer
  /// [channels].
  public var runningVariance: Buffer
  /// The weight of the new batch in the running moments.
  public let momentum: Double
  /// Keeps the division finite.
  public let epsilon: Double
  public let activation: Activation

  /// - Parameters:
  ///   - channels: The length of the input's last axis.
  ///   - momentum: In 0...1; the weight of the new, as in PyTorch (TensorFlow counts the weight of the old).
  ///   - epsilon: Positive.
  ///   - activation: Behind the normalisation; ReLU and leaky ReLU are made in the same pass over memory.
  public init(_ channels: Int, momentum: Double = 0.1, epsilon: Double = 1e-5, activation: Activation = .identity) {
    require(channels > 0, "BatchNorm: \(channels) channels; at least 1 is needed")
    (gain, bias) = (Tensor(ones: [channels]), Tensor(zeros: [channels]))
    (runningMean, runningVariance) = RunningMoments.buffers(channels, momentum: momentum, epsilon: epsilon, named: "BatchNorm")
    (self.momentum, self.epsilon, self.activation) = (momentum, epsilon, activation)
  }

  /// - Parameter x: [batch, ..., channels].
  /// - Returns: The input's shape.
  /// - Precondition: In training at least two numbers for each channel.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    let moments = RunningMoments(mean: runningMean, variance: runningVariance, momentum: momentum, epsilon: epsilon, name: "BatchNorm")
    return moments.normalize(x, gain: gain, bias: bias, activation: activation)
  }
}
