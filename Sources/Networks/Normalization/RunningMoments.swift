import Tensors

/// What batch normalisation does with the moments of its batches, whoever gives it gains and biases.
struct RunningMoments {
  let mean: Buffer
  let variance: Buffer
  let momentum: Double
  let epsilon: Double
  let name: String

  /// Running moments before the first batch: mean 0 and variance 1.
  static func buffers(_ channels: Int, momentum: Double, epsilon: Double, named name: String) -> (mean: Buffer, variance: Buffer) {
    require((0...1).contains(momentum), "\(name): the momentum \(momentum) is outside 0...1")
    require(epsilon > 0, "\(name): epsilon is \(epsilon); it must be positive")
    return (Buffer(Tensor(zeros: [channels])), Buffer(Tensor(ones: [channels])))
  }

  /// - Parameters:
  ///   - gain: [channels], or [batch, channels].
  ///   - bias: As `gain`.
  func normalize(_ x: Tensor, gain: Tensor, bias: Tensor, activation: Activation) -> Tensor {
    let channels = mean.value.count
    require(
      x.rank >= 2 && x.shape[x.rank - 1] == channels,
      "\(name): the input has shape \(x.shape), and the layer takes [batch, ..., \(channels)]")
    if isEvaluating { return evaluated(x, gain, bias, activation) }
    require(
      x.count > channels,
      "\(name): input \(x.shape) has one number for each channel, whose variance is always 0; use a larger batch, or evaluating { }")
    SampleIndependence.note(mixing: name)
    let result = normalized(x, over: .batch, gain: gain, bias: bias, epsilon: epsilon, slope: activation.fusedSlope, named: name)
    record(result)
    return activation.isFusedByNormalization ? result.output : activation(result.output)
  }

  private func record(_ batch: Normalization) {
    guard mean.isRecording else { return }
    func mix(_ buffer: Buffer, _ new: Tensor) {
      let old = buffer.latest
      buffer.record(old * (1 - momentum) + new.converted(to: old.dtype) * momentum)
    }
    guard let moments = batch.moments else { return }
    mix(mean, moments.mean)
    mix(variance, moments.variance * (Double(batch.count) / Double(batch.count - 1)))
  }

  private func evaluated(_ x: Tensor, _ gain: Tensor, _ bias: Tensor, _ activation: Activation) -> Tensor {
    let result = normalized(
      x, mean: mean.latest.converted(to: x.dtype), variance: variance.latest.converted(to: x.dtype), gain: gain, bias: bias,
      epsilon: epsilon,
      slope: activation.fusedSlope, named: name)
    return activation.isFusedByNormalization ? result : activation(result)
  }
}

extension Activation {
  /// The slope of a leaky ReLU that a normalisation applies in its own pass.
  var fusedSlope: Double? {
    switch self {
    case .relu: 0
    case .leakyReLU(let slope): slope
    default: nil
    }
  }

  /// Whether nothing is left to do behind a normalisation that was given `fusedSlope`.
  var isFusedByNormalization: Bool { self == .identity || fusedSlope != nil }
}

/// `normalized` with any activation behind it.
func normalize(
  _ x: Tensor, over extent: NormalizationExtent, gain: Tensor?, bias: Tensor?, channels: Int, epsilon: Double, activation: Activation,
  named name: String
) -> Tensor {
  require(
    x.rank >= 2 && x.shape[x.rank - 1] == channels, "\(name): the input has shape \(x.shape), and the layer takes [batch, ..., \(channels)]"
  )
  let result = normalized(
    x, over: extent, gain: gain ?? Tensor(ones: [channels], dtype: x.dtype), bias: bias ?? Tensor(zeros: [channels], dtype: x.dtype),
    epsilon: epsilon, slope: activation.fusedSlope, named: name)
  return activation.isFusedByNormalization ? result.output : activation(result.output)
}
