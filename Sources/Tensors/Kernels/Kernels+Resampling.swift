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

  init(_ height: AxisMap, _ width: AxisMap, _ channels: Int) {
    (self.height, self.width, self.channels) = (height, width, channels)
  }

  func run(_ batch: Int, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>) {
    let (sourceRow, resultRow) = (width.sourceCount * channels, width.resultCount * channels)
    let work =
      resultRow * max(1, width.taps.count / max(1, width.resultCount)) + sourceRow * (height.taps.count / max(1, height.resultCount))
    Line.with(height) { rows in
      Line.with(width) { pixels in
        inEqualParts(count: batch * height.resultCount, grain: max(1, elementGrain / max(1, work))) { part in
          withScratchBuffer(of: T.self, capacity: sourceRow) { scratch in
            for row in part {
              let image = x + row / rows.count * height.sourceCount * sourceRow
              makeRow(rows, pixels, row % rows.count, image, sourceRow, scratch.baseAddress!, y + row * resultRow)
            }
          }
        }
      }
    }
  }

  /// A map as the inner loops read it. It counts no references: threads that count those of one object wait for each other.
  private struct Line {
    let count: Int
    let isIdentity: Bool
    let starts: UnsafePointer<Int>
    let positions: UnsafePointer<Int>
    let weights: UnsafePointer<T>

    static func with(_ map: AxisMap, _ body: (Line) -> Void) {
      // One number more than there are taps, so that there is always something to point to.
      let (positions, weights) = (map.taps.map(\.position) + [0], map.taps.map { T($0.weight) } + [0])
      map.starts.withUnsafeBufferPointer { starts in
        positions.withUnsafeBufferPointer { positions in
          weights.withUnsafeBufferPointer { weights in
            body(
              Line(
                count: map.resultCount, isIdentity: map.isIdentity, starts: starts.baseAddress!, positions: positions.baseAddress!,
                weights: weights.baseAddress!))
          }
        }
      }
    }

    @inline(__always)
    func taps(_ index: Int) -> Range<Int> { starts[index]..<starts[index &+ 1] }
  }

  /// Row `row` of one image's result.
  private func makeRow(
    _ rows: Line, _ pixels: Line, _ row: Int, _ image: UnsafeMutablePointer<T>, _ sourceRow: Int, _ scratch: UnsafeMutablePointer<T>,
    _ target: UnsafeMutablePointer<T>
  ) {
    let own = rows.taps(row)
    if pixels.isIdentity { return combine(rows, own, image, sourceRow, target) }
    let isCopy = own.count == 1 && rows.weights[own.lowerBound] == 1
    if !isCopy { combine(rows, own, image, sourceRow, scratch) }
    let mixed = isCopy ? image + rows.positions[own.lowerBound] * sourceRow : scratch
    for column in 0..<pixels.count { combine(pixels, pixels.taps(column), mixed, channels, target + column &* channels) }
  }

  /// target = the weighted sum of the rows of `n` numbers that the taps name; the sums stay in registers.
  @inline(__always)
  private func combine(_ line: Line, _ own: Range<Int>, _ x: UnsafeMutablePointer<T>, _ n: Int, _ target: UnsafeMutablePointer<T>) {
    if own.isEmpty { return target.update(repeating: 0, count: n) }
    let first = own.lowerBound
    let (weight, start) = (line.weights[first], x + line.positions[first] &* n)
    if own.count == 1 && weight == 1 { return target.update(from: start, count: n) }
    var i = 0
    while i &+ 16 <= n {
      var sum = ProductTile.load(start + i) * weight
      for tap in own.dropFirst() {
        sum.addProduct(SIMD16(repeating: line.weights[tap]), ProductTile.load(x + (line.positions[tap] &* n &+ i)))
      }
      ProductTile.store(sum, target + i)
      i &+= 16
    }
    while i < n {
      var sum = weight * start[i]
      for tap in own.dropFirst() { sum = sum.addingProduct(line.weights[tap], x[line.positions[tap] &* n &+ i]) }
      target[i] = sum
      i &+= 1
    }
  }
}
