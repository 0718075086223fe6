/// activation(gain (x - mean) / sqrt(variance + epsilon) + bias) with moments that are known beforehand, in one pass over memory.
///
/// - Parameters:
///   - x: [batch, ..., channels].
///   - mean: [channels], a constant of every differentiation, and so is `variance`.
///   - gain: [channels], or one row for each sample, [batch, channels].
///   - bias: As `gain`.
///   - slope: Of a leaky ReLU behind it; nil for none.
package func normalized(
  _ x: Tensor, mean: Tensor, variance: Tensor, gain: Tensor, bias: Tensor, epsilon: Double, slope: Double? = nil, named name: String
) -> Tensor {
  let layout = NormalizationLayout(x, .batch, gain, bias, named: name)
  let center = mean.withoutGradient
  let inverse = 1 / sqrt(variance.withoutGradient + epsilon)
  let operation = Operation.normalizeFixed(layout, center, inverse, slope: slope, named: name)
  let output = operation(
    x.reshaped(to: [layout.samples, layout.positions, layout.channels]),
    gain.reshaped(to: [layout.parameterRows, layout.channels]), bias.reshaped(to: [layout.parameterRows, layout.channels]))
  return output.reshaped(to: x.shape)
}

extension Operation {
  /// Inputs [samples, positions, channels] and twice [parameterRows, channels]. The function is linear in x for each gain: its rules are made of
  /// operations.
  static func normalizeFixed(
    _ layout: NormalizationLayout, _ mean: Tensor, _ inverseDeviation: Tensor, slope: Double?, named name: String
  ) -> Operation {
    Operation(
      name,
      evaluate: {
        Kernels.normalize($0[0], mean: mean, inverseDeviation: inverseDeviation, gain: $0[1], bias: $0[2], layout, slope: slope)
      },
      pullback: { context in
        let gradient = slope.map { leakyReLUPullback(slope: $0)(context.gradient, context.output) } ?? context.gradient
        let shape = [layout.parameterRows, 1, layout.channels]
        func summed(_ x: Tensor) -> Tensor { x.summed(to: shape).reshaped(to: [layout.parameterRows, layout.channels]) }
        return [
          context.isWanted[0] ? gradient * (context.y * inverseDeviation).reshaped(to: shape) : nil,
          context.isWanted[1] ? summed(gradient * ((context.x - mean) * inverseDeviation)) : nil,
          context.isWanted[2] ? summed(gradient) : nil,
        ]
      })
  }
}
