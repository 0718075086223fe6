extension Kernels {
  /// Maps the height and the width of images [batch, height, width, channels].
  ///
  /// A row of the result is made in two steps while it is in cache: a weighted sum of whole source rows, then weighted sums of its pixels.
  /// Both run along contiguous numbers. Rows are independent, so that the cut among threads changes no bit.
  static func resample(_ x: Tensor, height: AxisMap, width: AxisMap) -> Tensor {
    let (batch, channels) = (x.shape[0], x.shape[3])
    let result = Tensor(uninitialized: [batch, height.resultCount, width.resultCount, channels], dtype: x.dtype)
    guard result.count > 0 else { return result }
    dispatch(x.dtype) {
      Resampling<Float>(height, width, channels).run(batch, x.storage.pointer(), result.storage.pointer())
    } double: {
      Resampling<Double>(height, width, channels).run(batch, x.storage.pointer(), result.storage.pointer())
    }
    return result
  }
}

/// The maps with their weights in the precision of the images.
private struct Resampling<T: Scalar> {
  let height: AxisMap
  let width: AxisMap
  let channels: Int
  private let rowWeights: [T]
  private let pixelWeights: [T]

  init(_ height: AxisMap, _ width: AxisMap, _ channels: Int) {
    (self.height, self.width, self.channels) = (height, width, channels)
    rowWeights = height.taps.map { T($0.weight) }
    pixelWeights = width.taps.map { T($0.weight) }
  }

  func run(_ batch: Int, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>) {
    let (sourceRow, resultRow) = (width.sourceCount * channels, width.resultCount * channels)
    let work =
      resultRow * max(1, width.taps.count / max(1, width.resultCount)) + sourceRow * (height.taps.count / max(1, height.resultCount))
    inParallel(count: batch * height.resultCount, grain: max(1, elementGrain / max(1, work))) { rows in
      let scratch = Storage(count: sourceRow, dtype: T.dtype)
      for row in rows {
        let image = x + row / height.resultCount * height.sourceCount * sourceRow
        makeRow(row % height.resultCount, image, sourceRow, scratch.pointer(), y + row * resultRow)
      }
    }
  }

  /// Row `row` of one image's result.
  private func makeRow(
    _ row: Int, _ image: UnsafeMutablePointer<T>, _ sourceRow: Int, _ scratch: UnsafeMutablePointer<T>, _ target: UnsafeMutablePointer<T>
  ) {
    let own = height.starts[row]..<height.starts[row + 1]
    if width.isIdentity { return combine(height.taps, rowWeights, own, image, sourceRow, target) }
    let isCopy = own.count == 1 && rowWeights[own.lowerBound] == 1
    if !isCopy { combine(height.taps, rowWeights, own, image, sourceRow, scratch) }
    let mixed = isCopy ? image + height.taps[own.lowerBound].position * sourceRow : scratch
    for column in 0..<width.resultCount {
      combine(width.taps, pixelWeights, width.starts[column]..<width.starts[column + 1], mixed, channels, target + column * channels)
    }
  }

  /// target = the weighted sum of the rows of `n` numbers that the taps name: two taps a pass.
  @inline(__always)
  private func combine(
    _ taps: [AxisMap.Tap], _ weights: [T], _ own: Range<Int>, _ x: UnsafeMutablePointer<T>, _ n: Int, _ target: UnsafeMutablePointer<T>
  ) {
    guard let first = own.first else { return target.update(repeating: 0, count: n) }
    let (a, p) = (weights[first], x + taps[first].position * n)
    if own.count == 1 {
      if a == 1 { return target.update(from: p, count: n) }
      for i in 0..<n { target[i] = a * p[i] }
      return
    }
    let (b, q) = (weights[first + 1], x + taps[first + 1].position * n)
    for i in 0..<n { target[i] = (a * p[i]).addingProduct(b, q[i]) }
    var tap = first + 2
    while tap < own.upperBound {
      let (a, p) = (weights[tap], x + taps[tap].position * n)
      if tap + 1 < own.upperBound {
        let (b, q) = (weights[tap + 1], x + taps[tap + 1].position * n)
        for i in 0..<n { target[i] = target[i].addingProduct(a, p[i]).addingProduct(b, q[i]) }
      } else {
        for i in 0..<n { target[i] = target[i].addingProduct(a, p[i]) }
      }
      tap += 2
    }
  }
}
