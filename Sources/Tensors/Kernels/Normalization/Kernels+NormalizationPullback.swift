/// The first-order gradients of a normalisation in two passes over memory.
///
/// With h = g gain, n the count behind a mean and all means over what the statistics are taken over,
///
///     gradient of bias   sum(g)
///     gradient of gain   sum(g (x - mean)) inverseDeviation
///     gradient of x      inverseDeviation (h - mean(h) - xhat mean(h xhat)),   xhat = (x - mean) inverseDeviation
///
/// the first pass makes both sums, from which the last line's means follow, and the second the gradient of x.
/// Where a leaky ReLU follows, g is taken back through it by the sign of its result in both passes.
struct NormalizationPullback {
  let layout: NormalizationLayout
  let slope: Double?
  let x: Tensor
  let mean: Tensor
  let inverseDeviation: Tensor
  let gain: Tensor
  /// The result, and the gradient that belongs to it.
  let output: Tensor
  let gradient: Tensor

  func callAsFunction(wantsInput: Bool) -> (input: Tensor?, gain: Tensor, bias: Tensor) {
    let input = wantsInput ? Tensor(uninitialized: x.shape, dtype: x.dtype) : nil
    let gainGradient = Tensor(uninitialized: gain.shape, dtype: x.dtype)
    let biasGradient = Tensor(uninitialized: gain.shape, dtype: x.dtype)
    switch x.dtype {
    case .float: run(Float.self, input, gainGradient, biasGradient)
    case .double: run(Double.self, input, gainGradient, biasGradient)
    }
    return (input, gainGradient, biasGradient)
  }

  private func run<T: Scalar>(_: T.Type, _ input: Tensor?, _ gainGradient: Tensor, _ biasGradient: Tensor) {
    let storage = blockSums(T.self)
    let sums = storage.pointer(to: Double.self)
    parameterGradients(sums, gainGradient.storage.pointer(to: T.self), biasGradient.storage.pointer(to: T.self))
    if let input {
      let means = means(sums, T.self)
      withExtendedLifetime(means) { inputGradient(means.pointer(to: T.self), input.storage.pointer(to: T.self)) }
    }
    withExtendedLifetime(storage) {}
  }

  /// sum(g) and sum(g xhat) of each block, [blocks, 2, channels].
  private func blockSums<T: Scalar>(_: T.Type) -> Storage {
    let (chunks, channels) = (layout.chunks, layout.channels)
    let partial = Storage(count: chunks.count * 2 * channels, dtype: T.dtype)
    let lines = partial.pointer(to: T.self)
    defer { withExtendedLifetime(partial) {} }
    let (x, mean) = (x.storage.pointer(to: T.self), mean.storage.pointer(to: T.self))
    let (y, g) = (output.storage.pointer(to: T.self), gradient.storage.pointer(to: T.self))
    chunks.forEachInParallel { chunk, block, first, length in
      withScratchBuffer(of: T.self, capacity: 3 * chunks.lineLength) { buffer in
        let center = buffer.baseAddress!
        let (sum, product) = (center + chunks.lineLength, center + 2 * chunks.lineLength)
        center.update(from: mean + layout.statisticsOffset(block), count: channels)
        chunks.fillLine(center)
        sum.update(repeating: 0, count: 2 * chunks.lineLength)
        chunks.forEachLine(of: length) { offset, count in
          let offset = first * channels + offset
          addLine(x + offset, y + offset, g + offset, center, sum, product, count)
        }
        let target = lines + chunk * 2 * channels
        for (index, line) in [sum, product].enumerated() {
          chunks.foldLine(line)
          (target + index * channels).update(from: line, count: channels)
        }
      }
    }
    let inverse = inverseDeviation.storage.pointer(to: T.self)
    let result = Storage(count: chunks.blocks * 2 * channels, dtype: .double)
    inParallel(count: chunks.blocks, grain: max(1, elementGrain / max(1, chunks.chunksPerBlock * channels))) { blocks in
      for block in blocks {
        let (target, scale) = (result.pointer(to: Double.self) + block * 2 * channels, inverse + layout.statisticsOffset(block))
        target.update(repeating: 0, count: 2 * channels)
        for chunk in block * chunks.chunksPerBlock..<(block + 1) * chunks.chunksPerBlock {
          let line = lines + chunk * 2 * channels
          for i in 0..<2 * channels { target[i] += Double(line[i]) }
        }
        for i in 0..<channels { target[channels + i] *= Double(scale[i]) }
      }
    }
    return result
  }

  @inline(__always)
  private func addLine<T: Scalar>(
    _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ g: UnsafeMutablePointer<T>,
    _ center: UnsafeMutablePointer<T>, _ sum: UnsafeMutablePointer<T>, _ product: UnsafeMutablePointer<T>, _ count: Int
  ) {
    if let slope {
      let slope = T(slope)
      for i in 0..<count {
        let gradient = g[i] * (y[i] > 0 ? 1 : slope)
        sum[i] += gradient
        product[i] += gradient * (x[i] - center[i])
      }
    } else {
      for i in 0..<count {
        sum[i] += g[i]
        product[i] += g[i] * (x[i] - center[i])
      }
    }
  }

  private func parameterGradients<T: Scalar>(
    _ sums: UnsafeMutablePointer<Double>, _ gain: UnsafeMutablePointer<T>, _ bias: UnsafeMutablePointer<T>
  ) {
    let (channels, blocks) = (layout.channels, layout.chunks.blocks)
    let shared = layout.hasParametersPerSample ? 1 : blocks
    for row in 0..<layout.parameterRows {
      for i in 0..<channels {
        var (first, second) = (0.0, 0.0)
        for block in row * shared..<(row + 1) * shared {
          first += sums[block * 2 * channels + i]
          second += sums[block * 2 * channels + channels + i]
        }
        bias[row * channels + i] = T(first)
        gain[row * channels + i] = T(second)
      }
    }
  }

  /// mean(h) and mean(h xhat) of each row of the statistics, [rows, 2, channels], the same for all channels of a group.
  private func means<T: Scalar>(_ sums: UnsafeMutablePointer<Double>, _: T.Type) -> Storage {
    let (channels, width, blocks) = (layout.channels, layout.channelsPerGroup, layout.chunks.blocks)
    let gain = gain.storage.pointer(to: T.self)
    let shared = layout.hasStatisticsPerSample ? 1 : blocks
    let storage = Storage(count: layout.statisticsRows * 2 * channels, dtype: T.dtype)
    let result = storage.pointer(to: T.self)
    for row in 0..<layout.statisticsRows {
      for group in stride(from: 0, to: channels, by: width) {
        var (first, second) = (0.0, 0.0)
        for block in row * shared..<(row + 1) * shared {
          for i in group..<group + width {
            let factor = Double(gain[layout.parameterOffset(block) + i])
            first += factor * sums[block * 2 * channels + i]
            second += factor * sums[block * 2 * channels + channels + i]
          }
        }
        for i in group..<group + width {
          result[row * 2 * channels + i] = T(first / Double(layout.count))
          result[row * 2 * channels + channels + i] = T(second / Double(layout.count))
        }
      }
    }
    return storage
  }

  private func inputGradient<T: Scalar>(_ means: UnsafeMutablePointer<T>, _ result: UnsafeMutablePointer<T>) {
    let channels = layout.channels
    let (x, mean, inverse) = (x.storage.pointer(to: T.self), mean.storage.pointer(to: T.self), inverseDeviation.storage.pointer(to: T.self))
    let (y, g, gain) = (output.storage.pointer(to: T.self), gradient.storage.pointer(to: T.self), gain.storage.pointer(to: T.self))
    let chunks = layout.chunks
    chunks.forEachInParallel { _, block, first, length in
      let (statistics, parameters) = (layout.statisticsOffset(block), layout.parameterOffset(block))
      withScratchBuffer(of: T.self, capacity: 4 * chunks.lineLength) { buffer in
        let lines = (0..<4).map { buffer.baseAddress! + $0 * chunks.lineLength }
        let (center, scale, slant, shift) = (lines[0], lines[1], lines[2], lines[3])
        for i in 0..<channels {
          let deviation = inverse[statistics + i]
          center[i] = mean[statistics + i]
          scale[i] = deviation * gain[parameters + i]
          slant[i] = deviation * deviation * means[2 * statistics + channels + i]
          shift[i] = deviation * means[2 * statistics + i]
        }
        for line in lines { chunks.fillLine(line) }
        chunks.forEachLine(of: length) { offset, count in
          let offset = first * channels + offset
          inputLine(x + offset, y + offset, g + offset, center, scale, slant, shift, result + offset, count)
        }
      }
    }
  }

  @inline(__always)
  private func inputLine<T: Scalar>(
    _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ g: UnsafeMutablePointer<T>, _ center: UnsafeMutablePointer<T>,
    _ scale: UnsafeMutablePointer<T>, _ slant: UnsafeMutablePointer<T>, _ shift: UnsafeMutablePointer<T>, _ result: UnsafeMutablePointer<T>,
    _ count: Int
  ) {
    if let slope {
      let slope = T(slope)
      for i in 0..<count {
        result[i] = g[i] * (y[i] > 0 ? 1 : slope) * scale[i] - (x[i] - center[i]) * slant[i] - shift[i]
      }
    } else {
      for i in 0..<count { result[i] = g[i] * scale[i] - (x[i] - center[i]) * slant[i] - shift[i] }
    }
  }
}
