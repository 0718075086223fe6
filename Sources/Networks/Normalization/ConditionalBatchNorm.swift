import Tensors

/// Batch normalisation whose gains and biases depend on a class or on a vector.
///
///     activation((1 + c gainWeight) (x - mean) / sqrt(variance + epsilon) + c biasWeight)
///
/// where c is the conditioning vector. A class is the vector with a single one, so that row k of `gainWeight` and `biasWeight` belongs to
/// class k: an embedding and a linear map are the same layer. The mean and the variance are the whole batch's, whatever its classes.
///
///     let norm = ConditionalBatchNorm(64, classes: 10)
///     let y = norm(x, labels: [3, 1, 4, 1])
///
/// - Source: Dumoulin et al. 2017, arXiv:1610.07629 (by class, for instance statistics); Brock et al. 2019, arXiv:1809.11096, section 3 and
///   appendix B (a linear map of class embedding and a part of the latent vector, gains centred at one).
/// - Deviation: none for classes; BigGAN puts spectral norm on the linear maps, which is done by passing normalised weights here.
public struct ConditionalBatchNorm: Module {
  /// [conditions, channels]: what is added to a gain of 1.
  public var gainWeight: Tensor
  /// [conditions, channels].
  public var biasWeight: Tensor
  /// [channels].
  public var runningMean: Buffer
  /// [channels].
  public var runningVariance: Buffer
  public let momentum: Double
  public let epsilon: Double
  public let activation: Activation

  /// A layer with a gain and a bias for each class; all classes begin alike, with gain 1 and bias 0.
  public init(_ channels: Int, classes: Int, momentum: Double = 0.1, epsilon: Double = 1e-5, activation: Activation = .identity) {
    self.init(channels, conditions: classes, weights: { Tensor(zeros: $0) }, momentum, epsilon, activation)
  }

  /// A layer whose gains and biases are linear in a vector.
  ///
  /// - Parameters:
  ///   - conditionDimension: The vector's length.
  ///   - deviation: The weights begin as numbers from N(0, deviation²).
  public init(
    _ channels: Int, conditionDimension: Int, deviation: Double = 0.02, momentum: Double = 0.1, epsilon: Double = 1e-5,
    activation: Activation = .identity
  ) {
    self.init(channels, conditions: conditionDimension, weights: { normal(shape: $0, deviation: deviation) }, momentum, epsilon, activation)
  }

  private init(
    _ channels: Int, conditions: Int, weights: ([Int]) -> Tensor, _ momentum: Double, _ epsilon: Double, _ activation: Activation
  ) {
    require(
      channels > 0 && conditions > 0, "ConditionalBatchNorm: \(channels) channels and \(conditions) conditions; both must be at least 1")
    (gainWeight, biasWeight) = (weights([conditions, channels]), weights([conditions, channels]))
    (runningMean, runningVariance) = RunningMoments.buffers(channels, momentum: momentum, epsilon: epsilon, named: "ConditionalBatchNorm")
    (self.momentum, self.epsilon, self.activation) = (momentum, epsilon, activation)
  }

  /// - Parameters:
  ///   - x: [batch, ..., channels].
  ///   - labels: The class of each sample.
  public func callAsFunction(_ x: Tensor, labels: [Int]) -> Tensor {
    require(x.rank >= 2 && labels.count == x.shape[0], "ConditionalBatchNorm: \(labels.count) labels for an input of shape \(x.shape)")
    let classes = gainWeight.shape[0]
    for label in labels { require((0..<classes).contains(label), "ConditionalBatchNorm: label \(label) is outside 0..<\(classes)") }
    return normalize(x, gainWeight.gathered(rows: labels), biasWeight.gathered(rows: labels))
  }

  /// - Parameters:
  ///   - x: [batch, ..., channels].
  ///   - condition: [batch, conditionDimension].
  public func callAsFunction(_ x: Tensor, condition: Tensor) -> Tensor {
    require(
      condition.rank == 2 && x.rank >= 2 && condition.shape == [x.shape[0], gainWeight.shape[0]],
      "ConditionalBatchNorm: the input has shape \(x.shape) and the condition \(condition.shape); [batch, \(gainWeight.shape[0])] is needed"
    )
    return normalize(x, matmul(condition, gainWeight), matmul(condition, biasWeight))
  }

  private func normalize(_ x: Tensor, _ gain: Tensor, _ bias: Tensor) -> Tensor {
    let moments = RunningMoments(
      mean: runningMean, variance: runningVariance, momentum: momentum, epsilon: epsilon, name: "ConditionalBatchNorm")
    return moments.normalize(x, gain: gain + 1, bias: bias, activation: activation)
  }
}
