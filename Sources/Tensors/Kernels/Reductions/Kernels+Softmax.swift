/// exp(x) against its sum along neighbouring axes, and what belongs to it, without overflow.
///
/// Numbers that equal the largest of their line count as it, even where both are infinite: exp(x - largest) is 1 there and never NaN.
enum SoftmaxKernel {
  case softmax
  case logSoftmax
  /// log(sum(exp(x))), one number a line.
  case logSumExp

  func callAsFunction(_ x: Tensor, axes: Range<Int>) -> Tensor {
    var kept = x.shape
    for axis in axes { kept[axis] = 1 }
    let result = Tensor(uninitialized: self == .logSumExp ? kept : x.shape, dtype: x.dtype)
    let layout = AxisLayout(x.shape, axes: axes)
    Kernels.dispatch(x.dtype) {
      run(layout, x.storage.pointer(to: Float.self), result.storage.pointer())
    } double: {
      run(layout, x.storage.pointer(to: Double.self), result.storage.pointer())
    }
    return result
  }

  private func run<T: Scalar>(_ layout: AxisLayout, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>) {
    let (length, inner) = (layout.length, layout.inner)
    if length == 0 {
      if self == .logSumExp { y.update(repeating: -.infinity, count: layout.outer * inner) }
      return
    }
    if inner == 1 && length <= SoftmaxKernel.shortest { return runShort(layout, x, y) }
    layout.forEachPart { block, columns in
      let source = x + block &* length &* inner + columns.lowerBound
      if inner == 1 {
        line(source, self == .logSumExp ? y + block : y + block &* length, length)
      } else {
        let target = y + (self == .logSumExp ? block &* inner : block &* length &* inner) + columns.lowerBound
        across(source, target, length, stride: inner, columns.count)
      }
    }
  }

  /// Lines up to this length are turned, so that sixteen of them run side by side.
  private static let shortest = 64

  private func runShort<T: Scalar>(_ layout: AxisLayout, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>) {
    let (length, group) = (layout.length, ProductTile.lanes)
    let groups = (layout.outer + group - 1) / group
    inParallel(count: groups, grain: Swift.max(1, elementGrain / (group * length))) { part in
      withScratchBuffer(of: T.self, capacity: 2 * group * length) { buffer in
        let (turned, result) = (buffer.baseAddress!, buffer.baseAddress! + group * length)
        // The last group may have fewer lines than there are columns; nothing is read back from the rest, which begins as 0.
        turned.update(repeating: 0, count: group * length)
        for number in part {
          let first = number &* group
          let lines = Swift.min(group, layout.outer &- first)
          let source = x + first &* length
          for line in 0..<lines { for i in 0..<length { turned[i &* group &+ line] = source[line &* length &+ i] } }
          across(turned, result, length, stride: group, group)
          if self == .logSumExp {
            (y + first).update(from: result, count: lines)
          } else {
            let target = y + first &* length
            for line in 0..<lines { for i in 0..<length { target[line &* length &+ i] = result[i &* group &+ line] } }
          }
        }
      }
    }
  }

  /// A line of neighbouring numbers. Its powers are taken of whole vectors, with -infinity behind the end, whose power is 0.
  private func line<T: Scalar>(_ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ n: Int) {
    let largest = Kernels.extreme(x, n, LargestRule.self)
    let padded = (n + 15) & ~15
    withScratchBuffer(of: T.self, capacity: padded) { buffer in
      let powers = buffer.baseAddress!
      for i in 0..<n { powers[i] = x[i] == largest ? 0 : x[i] - largest }
      for i in n..<padded { powers[i] = -.infinity }
      if self == .logSoftmax { for i in 0..<n { y[i] = powers[i] } }
      for start in stride(from: 0, to: padded, by: 16) { for i in start..<start &+ 16 { powers[i] = T.exponential(powers[i]) } }
      let sum = Kernels.sum(powers, padded)
      switch self {
      case .softmax:
        let factor = 1 / sum
        for i in 0..<n { y[i] = powers[i] * factor }
      case .logSoftmax:
        let logarithm = T.logarithm(sum)
        for i in 0..<n { y[i] -= logarithm }
      case .logSumExp:
        y[0] = T.logarithm(sum) + largest
      }
    }
  }

  /// `columns` lines side by side, whose numbers are `stride` apart.
  private func across<T: Scalar>(_ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ n: Int, stride: Int, _ columns: Int) {
    withScratchBuffer(of: T.self, capacity: 2 * columns) { buffer in
      let (largest, sums) = (buffer.baseAddress!, buffer.baseAddress! + columns)
      largest.initialize(from: x, count: columns)
      sums.initialize(repeating: 0, count: columns)
      for row in 1..<Swift.max(1, n) {
        let a = x + row &* stride
        for i in 0..<columns { largest[i] = LargestRule.isBetter(a[i], largest[i]) ? a[i] : largest[i] }
      }
      for row in 0..<n {
        let (a, b) = (x + row &* stride, y + row &* stride)
        if self == .softmax {
          for i in 0..<columns {
            b[i] = T.exponential(a[i] == largest[i] ? 0 : a[i] - largest[i])
            sums[i] += b[i]
          }
        } else {
          for i in 0..<columns { sums[i] += T.exponential(a[i] == largest[i] ? 0 : a[i] - largest[i]) }
        }
      }
      finish(x, y, n, stride: stride, columns, largest, sums)
    }
  }

  private func finish<T: Scalar>(
    _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ n: Int, stride: Int, _ columns: Int, _ largest: UnsafeMutablePointer<T>,
    _ sums: UnsafeMutablePointer<T>
  ) {
    if self == .logSumExp {
      for i in 0..<columns { y[i] = T.logarithm(sums[i]) + largest[i] }
      return
    }
    for i in 0..<columns { sums[i] = self == .softmax ? 1 / sums[i] : T.logarithm(sums[i]) }
    for row in 0..<n {
      let (a, b) = (x + row &* stride, y + row &* stride)
      if self == .softmax {
        for i in 0..<columns { b[i] *= sums[i] }
      } else {
        for i in 0..<columns { b[i] = (a[i] == largest[i] ? 0 : a[i] - largest[i]) - sums[i] }
      }
    }
  }
}

extension Kernels {
  /// The gradient behind a softmax with result `y`: y (g - sum(g y)); behind a logSoftmax: g - exp(y) sum(g). One read of each line, which stays in cache.
  static func softmaxPullback(_ g: Tensor, _ y: Tensor, axes: Range<Int>, isLogarithm: Bool) -> Tensor {
    let result = Tensor(uninitialized: y.shape, dtype: y.dtype)
    let layout = AxisLayout(y.shape, axes: axes)
    func run<T: Scalar>(_: T.Type) {
      let (g, y, z) = (g.storage.pointer(to: T.self), y.storage.pointer(to: T.self), result.storage.pointer(to: T.self))
      layout.forEachPart { block, columns in
        let start = block &* layout.length &* layout.inner + columns.lowerBound
        pullBack(g + start, y + start, z + start, layout, columns.count, isLogarithm)
      }
    }
    dispatch(y.dtype) {
      run(Float.self)
    } double: {
      run(Double.self)
    }
    return result
  }

  private static func pullBack<T: Scalar>(
    _ g: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ z: UnsafeMutablePointer<T>, _ layout: AxisLayout, _ columns: Int,
    _ isLogarithm: Bool
  ) {
    let (n, stride) = (layout.length, layout.inner)
    if stride == 1 {
      if !isLogarithm { for i in 0..<n { z[i] = g[i] * y[i] } }
      let sum = Kernels.sum(isLogarithm ? g : z, n)
      if isLogarithm {
        for i in 0..<n { z[i] = g[i] - T.exponential(y[i]) * sum }
      } else {
        for i in 0..<n { z[i] = y[i] * (g[i] - sum) }
      }
      return
    }
    withScratchBuffer(of: T.self, capacity: columns) { buffer in
      let sums = buffer.baseAddress!
      sums.initialize(repeating: 0, count: columns)
      for row in 0..<n {
        let at = row &* stride
        for i in 0..<columns { sums[i] += isLogarithm ? g[at &+ i] : g[at &+ i] * y[at &+ i] }
      }
      for row in 0..<n {
        let at = row &* stride
        if isLogarithm {
          for i in 0..<columns { z[at &+ i] = g[at &+ i] - T.exponential(y[at &+ i]) * sums[i] }
        } else {
          for i in 0..<columns { z[at &+ i] = y[at &+ i] * (g[at &+ i] - sums[i]) }
        }
      }
    }
  }
}
