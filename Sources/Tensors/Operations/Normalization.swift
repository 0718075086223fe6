/// What a normalisation takes its mean and variance over, in a tensor [batch, ..., channels].
package enum NormalizationExtent: Sendable, Equatable {
  /// Each channel by itself, over the batch and all positions.
  case batch
  /// Groups of this many neighbouring channels of each sample, over its positions; 1 is instance normalisation.
  case sample(channelsPerGroup: Int)
  /// All channels of each position of each sample.
  case position
}

/// A normalised tensor, and for `batch` the moments that it was normalised with.
package struct Normalization {
  package let output: Tensor
  /// Constants of shape [channels].
  package let moments: (mean: Tensor, variance: Tensor)?
  /// Numbers behind each mean.
  package let count: Int
}

/// activation(gain (x - mean) / sqrt(variance + epsilon) + bias), as one operation that knows its own gradient.
///
/// - Parameters:
///   - x: [batch, ..., channels].
///   - gain: [channels], or one row for each sample, [batch, channels].
///   - bias: As `gain`.
///   - epsilon: Positive.
///   - slope: Of a leaky ReLU behind it; nil for none.
package func normalized(
  _ x: Tensor, over extent: NormalizationExtent, gain: Tensor, bias: Tensor, epsilon: Double, slope: Double? = nil, named name: String
) -> Normalization {
  let layout = NormalizationLayout(x, extent, gain, bias, named: name)
  require(epsilon > 0, "\(name): epsilon is \(epsilon); it must be positive, so that a constant channel has a limit")
  require(slope ?? 0 >= 0, "\(name): the slope \(slope ?? 0) is negative")
  if layout.isRows {
    let output = Operation.normalizeRows(layout, epsilon: epsilon, slope: slope, named: name)(
      x.reshaped(to: [layout.samples, 1, layout.channels]), gain.reshaped(to: [1, layout.channels]),
      bias.reshaped(to: [1, layout.channels]))
    return Normalization(output: output.reshaped(to: x.shape), moments: nil, count: layout.count)
  }
  let moments = Kernels.moments(x, layout, epsilon: epsilon)
  let operation = Operation.normalize(layout, moments.mean, moments.inverseDeviation, epsilon: epsilon, slope: slope, named: name)
  let output = operation(
    x.reshaped(to: [layout.samples, layout.positions, layout.channels]),
    gain.reshaped(to: [layout.parameterRows, layout.channels]), bias.reshaped(to: [layout.parameterRows, layout.channels]))
  let channelMoments =
    extent != .batch
    ? nil
    : (
      mean: moments.mean.reshaped(to: [layout.channels]), variance: moments.variance.reshaped(to: [layout.channels])
    )
  return Normalization(output: output.reshaped(to: x.shape), moments: channelMoments, count: layout.count)
}

extension NormalizationLayout {
  init(_ x: Tensor, _ extent: NormalizationExtent, _ gain: Tensor, _ bias: Tensor, named name: String) {
    require(x.rank >= 2, "\(name): the input has shape \(x.shape); [batch, ..., channels] is needed")
    let channels = x.shape[x.rank - 1]
    require(
      gain.shape == [channels] || gain.shape == [x.shape[0], channels],
      "\(name): the input has shape \(x.shape) and the gain \(gain.shape); [\(channels)] or [\(x.shape[0]), \(channels)] is needed")
    require(bias.shape == gain.shape, "\(name): the gain has shape \(gain.shape) and the bias \(bias.shape); both must be the same")
    require(
      x.dtype == gain.dtype && x.dtype == bias.dtype,
      "\(name): the input is \(x.dtype), the gain \(gain.dtype) and the bias \(bias.dtype); convert with converted(to:)")
    require(x.count > 0, "\(name): the shape \(x.shape) has no numbers to normalise")
    var (samples, positions, width, perSample) = (x.shape[0], x.count / x.shape[0] / channels, 1, true)
    let parametersPerSample = gain.rank == 2
    switch extent {
    case .batch:
      perSample = false
      if !parametersPerSample { (samples, positions) = (1, samples * positions) }
    case .sample(let channelsPerGroup):
      require(
        channelsPerGroup > 0 && channels % channelsPerGroup == 0,
        "\(name): \(channels) channels cannot be cut into groups of \(channelsPerGroup)")
      width = channelsPerGroup
    case .position:
      require(!parametersPerSample || positions == 1, "\(name): gains for each sample go with statistics over samples, not over positions")
      (samples, positions, width) = (samples * positions, 1, channels)
    }
    self.init(
      samples: samples, positions: positions, channels: channels, channelsPerGroup: width,
      hasStatisticsPerSample: perSample, hasParametersPerSample: parametersPerSample)
  }
}

extension Operation {
  /// Inputs [samples, positions, channels] and twice [parameterRows, channels]; the moments are those of the first input.
  static func normalize(
    _ layout: NormalizationLayout, _ mean: Tensor, _ inverseDeviation: Tensor, epsilon: Double, slope: Double?, named name: String
  ) -> Operation {
    Operation(
      name,
      evaluate: {
        Kernels.normalize($0[0], mean: mean, inverseDeviation: inverseDeviation, gain: $0[1], bias: $0[2], layout, slope: slope)
      },
      pullback: { context in
        if context.isTraced { return layout.composedPullback(context, epsilon: epsilon, slope: slope) }
        let pullback = NormalizationPullback(
          layout: layout, slope: slope, x: context.x, mean: mean, inverseDeviation: inverseDeviation, gain: context.y,
          output: context.output, gradient: context.gradient)
        let gradients = pullback(wantsInput: context.isWanted[0])
        return [gradients.input, gradients.gain, gradients.bias]
      })
  }
}

extension Operation {
  /// Inputs [rows, 1, channels] and twice [1, channels]; the rows are normalised one by one.
  static func normalizeRows(_ layout: NormalizationLayout, epsilon: Double, slope: Double?, named name: String) -> Operation {
    let kernel = RowNormalization(rows: layout.samples, columns: layout.channels, epsilon: epsilon, slope: slope)
    return Operation(
      name, evaluate: { kernel.normalize($0[0], gain: $0[1], bias: $0[2]) },
      pullback: { context in
        if context.isTraced { return layout.composedPullback(context, epsilon: epsilon, slope: slope) }
        return kernel.pullback(context.x, gain: context.y, output: context.output, gradient: context.gradient)
      })
  }
}

extension NormalizationLayout {
  /// The gradients of `NormalizationPullback` from operations, for a differentiation that goes on.
  fileprivate func composedPullback(_ context: Pullback, epsilon: Double, slope: Double?) -> [Tensor?] {
    // With channels in groups of one the last axis would only cost passes.
    let isGrouped = channelsPerGroup > 1
    func open(_ tensor: Tensor, _ leading: [Int]) -> Tensor {
      tensor.reshaped(to: leading + (isGrouped ? [channels / channelsPerGroup, channelsPerGroup] : [channels]))
    }
    let axes = (hasStatisticsPerSample ? [1] : [0, 1]) + (isGrouped ? [3] : [])
    let x = open(context.x, [samples, positions])
    let gain = open(context.y, [parameterRows, 1])
    let behind = slope.map { Operation.leakyReLUPullback(slope: $0)(context.gradient, context.output) } ?? context.gradient
    let gradient = open(behind, [samples, positions])
    let centered = x - x.mean(axes: axes, keepingAxes: true)
    let inverse = 1 / sqrt(square(centered).mean(axes: axes, keepingAxes: true) + epsilon)
    let unit = centered * inverse
    let parameterShape = context.y.shape
    var result: [Tensor?] = [nil, nil, nil]
    if context.isWanted[0] {
      let scaled = gradient * gain
      let along = (scaled * unit).mean(axes: axes, keepingAxes: true)
      result[0] = (inverse * (scaled - scaled.mean(axes: axes, keepingAxes: true) - unit * along)).reshaped(to: context.x.shape)
    }
    if context.isWanted[1] { result[1] = (gradient * unit).summed(to: gain.shape).reshaped(to: parameterShape) }
    if context.isWanted[2] { result[2] = gradient.summed(to: gain.shape).reshaped(to: parameterShape) }
    return result
  }
}
