extension Kernels {
  /// The transpose of `convolution` in its filter: patches of the image, transposed, times an image like the output.
  static func convolutionFilterGradient(_ x: Tensor, _ gradient: Tensor, _ geometry: ConvolutionGeometry) -> Tensor {
    let result = Tensor(uninitialized: geometry.filterShape, dtype: x.dtype)
    dispatch(x.dtype) {
      filterGradient(x.storage.pointer(to: Float.self), gradient.storage.pointer(), geometry, result.storage.pointer())
    } double: {
      filterGradient(x.storage.pointer(to: Double.self), gradient.storage.pointer(), geometry, result.storage.pointer())
    }
    return result
  }

  private static func filterGradient<T: Scalar>(
    _ x: UnsafeMutablePointer<T>, _ gradient: UnsafeMutablePointer<T>, _ geometry: ConvolutionGeometry, _ filter: UnsafeMutablePointer<T>
  ) {
    if geometry.isDepthwise { return DepthwiseConvolution(geometry: geometry).runFilterGradient(x, gradient, filter) }
    if let minimal = MinimalFiltering(geometry) { return minimal.runFilterGradient(x, gradient, filter) }
    if let mirrored = MirroredConvolution(geometry) { return mirrored.runFilterGradient(x, gradient, filter) }
    for group in 0..<geometry.groups {
      let sum = FilterSum(patches: geometry.inputPatches(group: group), columns: geometry.outputsInGroup, stride: geometry.outputs)
      sum.run(x, gradient + group * geometry.outputsInGroup, filter + group * geometry.outputsInGroup)
    }
  }
}

/// The sum over all places of patch times gradient.
///
/// The places are cut into a few shares, whose sums are made side by side and then added in order: what comes out depends on the sizes
/// alone, not on the threads.
struct FilterSum {
  let patches: Patches
  let columns: Int
  /// From one place of the gradient to the next, and from one line of the filter to the next.
  let stride: Int

  /// Places in one share: at most 8 shares, each of them worth the addition of its sums.
  private var share: Int {
    let shares = max(1, min(8, patches.rows / 512))
    return max(1, (patches.rows + shares - 1) / shares)
  }

  func run<T: Scalar>(_ x: UnsafePointer<T>, _ gradient: UnsafePointer<T>, _ filter: UnsafeMutablePointer<T>) {
    let shares = max(1, (patches.rows + share - 1) / share)
    let size = patches.length * columns
    withScratchBuffer(of: T.self, capacity: shares * size) { buffer in
      nonisolated(unsafe) let sums = buffer.baseAddress!
      inParallel(count: shares, grain: 1) { part in
        for number in part { add(number * share..<min(patches.rows, (number + 1) * share), x, gradient, to: sums + number * size) }
      }
      inParallel(count: patches.length, grain: max(1, elementGrain / (columns * shares))) { lines in
        for line in lines { collect(sums + line * columns, apart: size, count: shares, filter + line * stride) }
      }
    }
  }

  /// The sum over some places, a few at a time.
  private func add<T: Scalar>(_ rows: Range<Int>, _ x: UnsafePointer<T>, _ gradient: UnsafePointer<T>, to sum: UnsafeMutablePointer<T>) {
    if rows.isEmpty { return sum.update(repeating: 0, count: patches.length * columns) }
    for first in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: 128) {
      let places = first..<min(first + 128, rows.upperBound)
      let packed = RightMatrix(gradient + first * stride, inner: places.count, columns: columns, innerStride: stride, columnStride: 1)
      let isFirst = first == rows.lowerBound
      if patches.isImage {
        multiply(x + first * patches.length, packed, sum, isFirst)
      } else {
        withScratchBuffer(of: T.self, capacity: places.count * patches.length) { buffer in
          nonisolated(unsafe) let scratch = buffer.baseAddress!
          // A single share is made by all threads together; among several this finds the others busy, and runs here.
          inEqualParts(count: places.count, grain: max(8, elementGrain / max(1, patches.length))) { part in
            let rows = places.lowerBound + part.lowerBound..<places.lowerBound + part.upperBound
            patches.write(rows, of: x, to: scratch + part.lowerBound * patches.length)
          }
          multiply(scratch, packed, sum, isFirst)
        }
      }
    }
  }

  private func multiply<T: Scalar>(_ left: UnsafePointer<T>, _ packed: RightMatrix<T>, _ sum: UnsafeMutablePointer<T>, _ isFirst: Bool) {
    let grain = ProductTile.wholeTiles((1 << 18) / (packed.inner * columns))
    inEqualParts(count: patches.length, grain: grain, unit: ProductTile.rows) { lines in
      packed.multiply(
        rows: lines.count, left: ProductTile.Left(start: left + lines.lowerBound, rowStride: 1, innerStride: patches.length),
        into: sum + lines.lowerBound * columns, targetStride: columns, accumulating: !isFirst)
    }
  }

  private func collect<T: Scalar>(_ sums: UnsafePointer<T>, apart: Int, count: Int, _ target: UnsafeMutablePointer<T>) {
    for i in 0..<columns { target[i] = sums[i] }
    for number in 1..<max(1, count) {
      let from = sums + number &* apart
      for i in 0..<columns { target[i] += from[i] }
    }
  }
}
