extension Kernels {
  /// How a reduction over neighbouring axes sees a tensor: [outer, reduced, inner].
  struct ReductionLayout {
    let outer: Int
    let reduced: Int
    let inner: Int

    init(_ shape: [Int], axes: Range<Int>) {
      outer = shape[..<axes.lowerBound].reduce(1, *)
      reduced = shape[axes].reduce(1, *)
      inner = shape[axes.upperBound...].reduce(1, *)
    }
  }

  /// Sums over a run of neighbouring axes.
  static func sum(_ x: Tensor, axes: Range<Int>, shape: [Int]) -> Tensor {
    let result = Tensor(uninitialized: shape, dtype: x.dtype)
    let layout = ReductionLayout(x.shape, axes: axes)
    dispatch(x.dtype) {
      sum(layout, x.storage.pointer(to: Float.self), result.storage.pointer())
    } double: {
      sum(layout, x.storage.pointer(to: Double.self), result.storage.pointer())
    }
    return result
  }

  private static func sum<T: Scalar>(_ layout: ReductionLayout, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>) {
    let (outer, reduced, inner) = (layout.outer, layout.reduced, layout.inner)
    if inner == 1 {
      inParallel(count: outer, grain: max(1, elementGrain / max(1, reduced))) {
        for row in $0 { y[row] = sum(x + row * reduced, reduced) }
      }
      return
    }
    // Columns are cut among threads, so that each sum runs from the first row to the last whoever makes it.
    let columnGrain = outer == 1 && reduced * inner >= 2 * elementGrain ? max(16, inner / 4) : inner
    for block in 0..<outer {
      let source = x + block * reduced * inner
      let target = y + block * inner
      inParallel(count: inner, grain: columnGrain) { columns in
        let (first, n) = (columns.lowerBound, columns.count)
        let t = target + first
        for i in 0..<n { t[i] = 0 }
        for row in 0..<reduced {
          let s = source + row * inner + first
          for i in 0..<n { t[i] += s[i] }
        }
      }
    }
  }

  /// Sixteen partial sums side by side, which a vector register holds, and sums of sums for long rows.
  static func sum<T: Scalar>(_ x: UnsafeMutablePointer<T>, _ n: Int) -> T {
    if n > 512 {
      let half = n / 2 & ~15
      return sum(x, half) + sum(x + half, n - half)
    }
    var partial = SIMD16<T>(repeating: 0)
    let whole = n & ~15
    var index = 0
    while index < whole {
      partial += UnsafeRawPointer(x + index).loadUnaligned(as: SIMD16<T>.self)
      index += 16
    }
    var total = T.zero
    for lane in 0..<16 { total += partial[lane] }
    while index < n {
      total += x[index]
      index += 1
    }
    return total
  }

  /// The largest number along one axis, and where it stands first.
  ///
  /// NaN counts as larger than everything, so that it is seen.
  static func maximum(_ x: Tensor, axis: Int, shape: [Int]) -> (values: Tensor, indices: [Int]) {
    let result = Tensor(uninitialized: shape, dtype: x.dtype)
    let layout = ReductionLayout(x.shape, axes: axis..<axis + 1)
    var indices = [Int](repeating: 0, count: result.count)
    dispatch(x.dtype) {
      maximum(layout, x.storage.pointer(to: Float.self), result.storage.pointer(), &indices)
    } double: {
      maximum(layout, x.storage.pointer(to: Double.self), result.storage.pointer(), &indices)
    }
    return (result, indices)
  }

  private static func maximum<T: Scalar>(
    _ layout: ReductionLayout, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ indices: inout [Int]
  ) {
    for block in 0..<layout.outer {
      for column in 0..<layout.inner {
        let start = block * layout.reduced * layout.inner + column
        var (best, bestIndex) = (x[start], 0)
        for index in 1..<max(1, layout.reduced) {
          let value = x[start + index * layout.inner]
          if value > best || (value.isNaN && !best.isNaN) { (best, bestIndex) = (value, index) }
        }
        y[block * layout.inner + column] = best
        indices[block * layout.inner + column] = bestIndex
      }
    }
  }
}
