/// Normalisation, gain, bias and a leaky ReLU in one pass over memory.
extension Kernels {
  /// activation((x - mean) inverseDeviation gain + bias), x seen as [samples, positions, channels].
  ///
  /// - Parameter slope: Of the leaky ReLU; nil for none.
  static func normalize(
    _ x: Tensor, mean: Tensor, inverseDeviation: Tensor, gain: Tensor, bias: Tensor, _ layout: NormalizationLayout, slope: Double?
  ) -> Tensor {
    let result = Tensor(uninitialized: x.shape, dtype: x.dtype)
    dispatch(x.dtype) {
      normalize(x, mean, inverseDeviation, gain, bias, layout, slope.map { Float($0) }, result.storage.pointer())
    } double: {
      normalize(x, mean, inverseDeviation, gain, bias, layout, slope, result.storage.pointer())
    }
    return result
  }

  private static func normalize<T: Scalar>(
    _ x: Tensor, _ mean: Tensor, _ inverse: Tensor, _ gain: Tensor, _ bias: Tensor, _ layout: NormalizationLayout, _ slope: T?,
    _ y: UnsafeMutablePointer<T>
  ) {
    let channels = layout.channels
    let x = x.storage.pointer(to: T.self)
    let (mean, inverse) = (mean.storage.pointer(to: T.self), inverse.storage.pointer(to: T.self))
    let (gain, bias) = (gain.storage.pointer(to: T.self), bias.storage.pointer(to: T.self))
    let chunks = layout.chunks
    chunks.forEachInParallel { _, block, first, length in
      let (statistics, parameters) = (layout.statisticsOffset(block), layout.parameterOffset(block))
      withScratchBuffer(of: T.self, capacity: 3 * chunks.lineLength) { lines in
        let scale = lines.baseAddress!
        let (center, shift) = (scale + chunks.lineLength, scale + 2 * chunks.lineLength)
        for i in 0..<channels {
          scale[i] = inverse[statistics + i] * gain[parameters + i]
          center[i] = mean[statistics + i]
          shift[i] = bias[parameters + i]
        }
        for line in [scale, center, shift] { chunks.fillLine(line) }
        chunks.forEachLine(of: length) { offset, count in
          let (source, target) = (x + first * channels + offset, y + first * channels + offset)
          if let slope {
            for i in 0..<count {
              let value = (source[i] - center[i]) * scale[i] + shift[i]
              target[i] = value > 0 ? value : value * slope
            }
          } else {
            for i in 0..<count { target[i] = (source[i] - center[i]) * scale[i] + shift[i] }
          }
        }
      }
    }
  }
}
