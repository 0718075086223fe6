/// Means and variances that survive a mean much larger than the deviation.
///
/// Within a chunk, which stays in cache, the sum gives a first mean m, and a second pass gives the sums of d = x - m and of d². Both are small
/// where the deviation is, whatever m: the mean becomes m + sum(d) / n, and the squares around it sum(d²) - sum(d)² / n, in which the
/// subtraction removes only what rounding left in m. Chunks are put together in double precision,
///
///     M = sum(n_k m_k) / sum(n_k),    S = sum(s_k + n_k (m_k - M)²)
///
/// so that memory is read once. Chan, Golub and LeVeque 1983, "Algorithms for computing the sample variance", doi:10.1080/00031305.1983.10483115,
/// compare such schemes.
extension Kernels {
  /// Mean, variance (divided by the count) and 1 / sqrt(variance + epsilon), each [statisticsRows, channels].
  static func moments(_ x: Tensor, _ layout: NormalizationLayout, epsilon: Double) -> (
    mean: Tensor, variance: Tensor, inverseDeviation: Tensor
  ) {
    let shape = [layout.statisticsRows, layout.channels]
    let mean = Tensor(uninitialized: shape, dtype: x.dtype)
    let variance = Tensor(uninitialized: shape, dtype: x.dtype)
    let inverse = Tensor(uninitialized: shape, dtype: x.dtype)
    dispatch(x.dtype) {
      moments(
        x.storage.pointer(to: Float.self), layout, epsilon, mean.storage.pointer(), variance.storage.pointer(), inverse.storage.pointer())
    } double: {
      moments(
        x.storage.pointer(to: Double.self), layout, epsilon, mean.storage.pointer(), variance.storage.pointer(), inverse.storage.pointer())
    }
    return (mean, variance, inverse)
  }

  private static func moments<T: Scalar>(
    _ x: UnsafeMutablePointer<T>, _ layout: NormalizationLayout, _ epsilon: Double,
    _ mean: UnsafeMutablePointer<T>, _ variance: UnsafeMutablePointer<T>, _ inverse: UnsafeMutablePointer<T>
  ) {
    let (chunks, channels) = (layout.statisticsChunks, layout.channels)
    let partial = Storage(count: chunks.count * 3 * channels, dtype: T.dtype)
    let sums = partial.pointer(to: T.self)
    defer { withExtendedLifetime(partial) {} }
    chunks.forEachInParallel { chunk, _, first, length in
      chunkMoments(x + first * channels, length, chunks, sums + chunk * 3 * channels)
    }
    inParallel(count: chunks.blocks, grain: max(1, elementGrain / max(1, chunks.chunksPerBlock * channels))) { blocks in
      for block in blocks {
        let offset = block * channels
        combine(
          sums + block * chunks.chunksPerBlock * 3 * channels, chunks, layout.channelsPerGroup, epsilon,
          mean + offset, variance + offset, inverse + offset)
      }
    }
  }

  /// m, sum(d) and sum(d²) of each column, in three lines one behind the other.
  private static func chunkMoments<T: Scalar>(
    _ x: UnsafeMutablePointer<T>, _ rows: Int, _ chunks: RowChunks, _ sums: UnsafeMutablePointer<T>
  ) {
    let (columns, length) = (chunks.columns, chunks.lineLength)
    withScratchBuffer(of: T.self, capacity: 3 * length) { lines in
      let mean = lines.baseAddress!
      let (first, second) = (mean + length, mean + 2 * length)
      mean.update(repeating: 0, count: 3 * length)
      chunks.forEachLine(of: rows) { offset, count in
        let line = x + offset
        for i in 0..<count { mean[i] += line[i] }
      }
      chunks.foldLine(mean)
      let factor = 1 / T(rows)
      for i in 0..<columns { mean[i] *= factor }
      chunks.fillLine(mean)
      chunks.forEachLine(of: rows) { offset, count in
        let line = x + offset
        for i in 0..<count {
          let deviation = line[i] - mean[i]
          first[i] += deviation
          second[i] += deviation * deviation
        }
      }
      chunks.foldLine(first)
      chunks.foldLine(second)
      for i in 0..<columns { (sums[i], sums[columns + i], sums[2 * columns + i]) = (mean[i], first[i], second[i]) }
    }
  }

  /// Puts the chunks of one block together, group of channels by group.
  private static func combine<T: Scalar>(
    _ sums: UnsafeMutablePointer<T>, _ chunks: RowChunks, _ width: Int, _ epsilon: Double,
    _ mean: UnsafeMutablePointer<T>, _ variance: UnsafeMutablePointer<T>, _ inverse: UnsafeMutablePointer<T>
  ) {
    let columns = chunks.columns
    let total = Double(chunks.rows * width)
    for group in stride(from: 0, to: columns, by: width) {
      var sum = 0.0
      for chunk in 0..<chunks.chunksPerBlock {
        let (line, length) = (sums + chunk * 3 * columns, Double(chunks.length(chunk)))
        for i in group..<group + width { sum += length * Double(line[i]) + Double(line[columns + i]) }
      }
      let center = sum / total
      var squares = 0.0
      for chunk in 0..<chunks.chunksPerBlock {
        let (line, length) = (sums + chunk * 3 * columns, Double(chunks.length(chunk)))
        for i in group..<group + width {
          let rest = Double(line[columns + i])
          let distance = Double(line[i]) + rest / length - center
          squares += max(0, Double(line[2 * columns + i]) - rest * rest / length) + length * distance * distance
        }
      }
      let spread = squares / total
      let scale = T(1 / (spread + epsilon).squareRoot())
      for i in group..<group + width { (mean[i], variance[i], inverse[i]) = (T(center), T(spread), scale) }
    }
  }
}
