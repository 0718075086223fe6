extension Kernels {
  /// Sums over any axes, in one pass; `shape` is that of `x` with those axes kept at length 1.
  static func sum(_ x: Tensor, to shape: [Int]) -> Tensor {
    let result = Tensor(uninitialized: shape, dtype: x.dtype)
    let plan = SumPlan(x.shape, to: shape)
    dispatch(x.dtype) {
      plan.run(x.storage.pointer(to: Float.self), result.storage.pointer(), result.count)
    } double: {
      plan.run(x.storage.pointer(to: Double.self), result.storage.pointer(), result.count)
    }
    return result
  }

  /// The sums of the columns of x, [rows, columns]: the bits of `sum(_:to:)`.
  static func sumRows<T: Scalar>(_ x: UnsafeMutablePointer<T>, rows: Int, columns: Int, to y: UnsafeMutablePointer<T>) {
    SumPlan([rows, columns], to: [1, columns]).run(x, y, columns)
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
    let eight = partial.lowHalf + partial.highHalf
    let four = eight.lowHalf + eight.highHalf
    var total = (four[0] + four[2]) + (four[1] + four[3])
    while index < n {
      total += x[index]
      index += 1
    }
    return total
  }

  /// y[i] += the sum of column i of `rows` rows that are `stride` apart; four rows a round, so that y is read and written less often.
  static func addRows<T: Scalar>(_ x: UnsafeMutablePointer<T>, rows: Int, stride: Int, _ y: UnsafeMutablePointer<T>, _ n: Int) {
    var row = 0
    while row &+ 4 <= rows {
      let (a, b) = (x + row &* stride, x + (row &+ 1) &* stride)
      let (c, d) = (b + stride, b + 2 &* stride)
      for i in 0..<n { y[i] += (a[i] + b[i]) + (c[i] + d[i]) }
      row &+= 4
    }
    while row < rows {
      let a = x + row &* stride
      for i in 0..<n { y[i] += a[i] }
      row &+= 1
    }
  }
}

/// A sum over some axes, as the fewest runs of axes that are summed and kept in turn.
///
/// How it is cut depends on the shape alone, and parts are added in their order: the bits are the same on any number of threads.
private struct SumPlan {
  struct Run {
    var length: Int
    let isSummed: Bool
    var source: Int
    var target: Int
  }

  /// Outermost first; summed and kept runs alternate. Never empty.
  let runs: [Run]

  init(_ shape: [Int], to kept: [Int]) {
    var runs: [Run] = []
    let (source, target) = (Kernels.rowMajorStrides(shape), Kernels.rowMajorStrides(kept))
    for axis in shape.indices where shape[axis] != 1 {
      let isSummed = kept[axis] == 1
      if let last = runs.last, last.isSummed == isSummed {
        runs[runs.count - 1] = Run(
          length: last.length * shape[axis], isSummed: isSummed, source: source[axis], target: isSummed ? 0 : target[axis])
      } else {
        runs.append(Run(length: shape[axis], isSummed: isSummed, source: source[axis], target: isSummed ? 0 : target[axis]))
      }
    }
    self.runs = runs.isEmpty ? [Run(length: 1, isSummed: false, source: 1, target: 1)] : runs
  }

  func run<T: Scalar>(_ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ resultCount: Int) {
    y.update(repeating: 0, count: resultCount)
    guard runs.allSatisfy({ $0.length > 0 }) else { return }
    // Rows that are all summed into one are cut among the threads, which need sums of their own.
    if runs[0].isSummed && runs.count <= 2 { return runs.count == 1 ? sumAll(x, y) : sumRows(x, y) }
    let cut = runs[0].isSummed ? 1 : 0
    let others = runs.reduce(1) { $0 * $1.length } / runs[cut].length
    inParallel(count: runs[cut].length, grain: max(1, elementGrain / others)) { part in
      withScratchBuffer(of: Run.self, capacity: runs.count) { own in
        _ = own.initialize(fromContentsOf: runs)
        own[cut].length = part.count
        SumPlan.walk(UnsafeBufferPointer(own), 0, x + part.lowerBound * runs[cut].source, y + part.lowerBound * runs[cut].target)
      }
    }
  }

  private static func walk<T: Scalar>(
    _ runs: UnsafeBufferPointer<Run>, _ level: Int, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>
  ) {
    let run = runs[level]
    if level == runs.count - 1 {
      if run.isSummed {
        y[0] += Kernels.sum(x, run.length)
      } else {
        for i in 0..<run.length { y[i] += x[i] }
      }
    } else if level == runs.count - 2 && run.isSummed {
      addRows(x, run.length, runs[level + 1].length, y)
    } else {
      for i in 0..<run.length { walk(runs, level + 1, x + i &* run.source, y + i &* run.target) }
    }
  }

  /// Numbers in a part of a sum that the threads share.
  private static let partCount = 4 * elementGrain

  private func sumAll<T: Scalar>(_ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>) {
    let count = runs[0].length
    if count <= SumPlan.partCount { return y[0] = Kernels.sum(x, count) }
    let parts = (count + SumPlan.partCount - 1) / SumPlan.partCount
    withScratchBuffer(of: T.self, capacity: parts) { partial in
      nonisolated(unsafe) let sums = partial.baseAddress!
      inParallel(count: count, grain: SumPlan.partCount) {
        (sums + $0.lowerBound / SumPlan.partCount).initialize(to: Kernels.sum(x + $0.lowerBound, $0.count))
      }
      y[0] = Kernels.sum(sums, parts)
    }
  }

  private func sumRows<T: Scalar>(_ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>) {
    let (rows, columns) = (runs[0].length, runs[1].length)
    let grain = max(16, SumPlan.partCount / columns)
    if rows <= grain { return SumPlan.addRows(x, rows, columns, y) }
    let parts = (rows + grain - 1) / grain
    let storage = Storage(count: parts * columns, dtype: T.dtype)
    let sums = storage.pointer(to: T.self)
    inParallel(count: rows, grain: grain) { part in
      let own = sums + part.lowerBound / grain * columns
      own.update(repeating: 0, count: columns)
      SumPlan.addRows(x + part.lowerBound * columns, part.count, columns, own)
    }
    Kernels.addRows(sums, rows: parts, stride: columns, y, columns)
  }

  /// Rows of fewer numbers than a register holds are summed sixteen at a time, side by side.
  private static func addRows<T: Scalar>(_ x: UnsafeMutablePointer<T>, _ rows: Int, _ columns: Int, _ y: UnsafeMutablePointer<T>) {
    let group = 16
    guard columns < group && rows >= 4 * group else { return Kernels.addRows(x, rows: rows, stride: columns, y, columns) }
    let groups = rows / group
    withScratchBuffer(of: T.self, capacity: group * columns) { buffer in
      let sums = buffer.baseAddress!
      sums.initialize(repeating: 0, count: group * columns)
      Kernels.addRows(x, rows: groups, stride: group * columns, sums, group * columns)
      Kernels.addRows(sums, rows: group, stride: columns, y, columns)
    }
    Kernels.addRows(x + groups * group * columns, rows: rows - groups * group, stride: columns, y, columns)
  }
}
