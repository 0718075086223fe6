/// The elementwise functions of two tensors.
enum BinaryKernel {
  case add, subtract, multiply, divide, maximum, minimum
  case greater, greaterOrEqual, less, lessOrEqual, equal, unequal
  /// Products and quotients with a gradient on the left; 0 stays 0 whatever stands on the right.
  case chained, chainedQuotient
  /// 0 where the divisor is 0.
  case quotientOrZero
  /// Pullbacks that need one pass: the first operand is the gradient, the second what the function saw or gave.
  case leakyReLUPullback(slope: Double)
  case hyperbolicTangentPullback
  case sigmoidPullback
  case softplusPullback
  case exponentialLinearPullback(alpha: Double)
  case gaussianLinearPullback

  /// The function of each pair of numbers, with NumPy's broadcasting.
  func callAsFunction(_ x: Tensor, _ y: Tensor, named name: String) -> Tensor {
    require(x.dtype == y.dtype, "\(name): one operand is \(x.dtype) and the other \(y.dtype); convert one with converted(to:)")
    let layout = BroadcastLayout(x.shape, y.shape, named: name)
    let result = Tensor(uninitialized: layout.shape, dtype: x.dtype)
    guard result.count > 0 else { return result }
    switch x.dtype {
    case .float: run(layout.axes, x.storage.pointer(to: Float.self), y.storage.pointer(), result.storage.pointer())
    case .double: run(layout.axes, x.storage.pointer(to: Double.self), y.storage.pointer(), result.storage.pointer())
    }
    return result
  }

  /// Cuts the outermost axis that is long enough among the threads.
  private func run<T: Scalar>(
    _ axes: [BroadcastLayout.Axis], _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ z: UnsafeMutablePointer<T>
  ) {
    let cut = axes.firstIndex { $0.length >= 8 } ?? axes.count - 1
    let others = axes.reduce(1) { $0 * $1.length } / axes[cut].length
    inEqualParts(count: axes[cut].length, grain: max(1, lineGrain / others)) { part in
      withScratchBuffer(of: BroadcastLayout.Axis.self, capacity: axes.count) { own in
        _ = own.initialize(fromContentsOf: axes)
        own[cut].length = part.count
        let (axis, start) = (axes[cut], part.lowerBound)
        walk(UnsafeBufferPointer(own), 0, x + start * axis.left, y + start * axis.right, z + start * axis.target)
      }
    }
  }

  private func walk<T: Scalar>(
    _ axes: UnsafeBufferPointer<BroadcastLayout.Axis>, _ level: Int, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>,
    _ z: UnsafeMutablePointer<T>
  ) {
    let axis = axes[level]
    if level == axes.count - 1 {
      return line(axis.left == 0 ? .constantLeft : axis.right == 0 ? .constantRight : .both, x, y, z, axis.length)
    }
    if level == axes.count - 2 {
      let inner = axes[level + 1]
      let isShort = inner.length < 64 && axis.length > 4 && inner.left == 1 && inner.right == 1 && axis.target == inner.length
      if isShort && axis.left == inner.length && axis.right == 0 {
        return withRepeatedLine(y, inner.length, times: axis.length) { repeated, times in
          for i in stride(from: 0, to: axis.length, by: times) {
            line(.both, x + i &* inner.length, repeated, z + i &* inner.length, min(times, axis.length &- i) &* inner.length)
          }
        }
      }
      if isShort && axis.right == inner.length && axis.left == 0 {
        return withRepeatedLine(x, inner.length, times: axis.length) { repeated, times in
          for i in stride(from: 0, to: axis.length, by: times) {
            line(.both, repeated, y + i &* inner.length, z + i &* inner.length, min(times, axis.length &- i) &* inner.length)
          }
        }
      }
    }
    for i in 0..<axis.length { walk(axes, level + 1, x + i &* axis.left, y + i &* axis.right, z + i &* axis.target) }
  }

  /// Writes a short line several times one behind the other, so that a row of three channels meets the rows of an image in long loops.
  private func withRepeatedLine<T: Scalar>(
    _ source: UnsafeMutablePointer<T>, _ n: Int, times: Int, _ body: (UnsafeMutablePointer<T>, Int) -> Void
  ) {
    let times = min(times, max(1, 512 / n))
    withScratchBuffer(of: T.self, capacity: times * n) { buffer in
      let repeated = buffer.baseAddress!
      for time in 0..<times { (repeated + time * n).initialize(from: source, count: n) }
      body(repeated, times)
    }
  }

  /// A run of numbers of the result; an operand that is constant is read once.
  enum Line { case both, constantLeft, constantRight }

  func line<T: Scalar>(
    _ kind: Line, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ z: UnsafeMutablePointer<T>, _ n: Int
  ) {
    switch self {
    case .add: map(kind, x, y, z, n) { $0 + $1 }
    case .subtract: map(kind, x, y, z, n) { $0 - $1 }
    case .multiply: map(kind, x, y, z, n) { $0 * $1 }
    case .divide: map(kind, x, y, z, n) { $0 / $1 }
    case .maximum: map(kind, x, y, z, n) { $0 > $1 ? $0 : $1 }
    case .minimum: map(kind, x, y, z, n) { $0 < $1 ? $0 : $1 }
    case .greater: map(kind, x, y, z, n) { $0 > $1 ? 1 : 0 }
    case .greaterOrEqual: map(kind, x, y, z, n) { $0 >= $1 ? 1 : 0 }
    case .less: map(kind, x, y, z, n) { $0 < $1 ? 1 : 0 }
    case .lessOrEqual: map(kind, x, y, z, n) { $0 <= $1 ? 1 : 0 }
    case .equal: map(kind, x, y, z, n) { $0 == $1 ? 1 : 0 }
    case .unequal: map(kind, x, y, z, n) { $0 != $1 ? 1 : 0 }
    case .chained: map(kind, x, y, z, n) { $0 == 0 ? 0 : $0 * $1 }
    case .chainedQuotient: map(kind, x, y, z, n) { $0 == 0 ? 0 : $0 / $1 }
    case .quotientOrZero: map(kind, x, y, z, n) { $1 == 0 ? 0 : $0 / $1 }
    case .leakyReLUPullback(let slope): let slope = T(slope); map(kind, x, y, z, n) { $0 * ($1 > 0 ? 1 : slope) }
    case .hyperbolicTangentPullback: map(kind, x, y, z, n) { $0 == 0 ? 0 : $0 * (1 - $1 * $1) }
    case .sigmoidPullback: map(kind, x, y, z, n) { $0 == 0 ? 0 : $0 * $1 * (1 - $1) }
    case .softplusPullback: map(kind, x, y, z, n) { $0 == 0 ? 0 : $0 * T.sigmoid($1) }
    case .exponentialLinearPullback(let alpha):
      let alpha = T(alpha)
      map(kind, x, y, z, n) { $0 == 0 ? 0 : $0 * ($1 > 0 ? 1 : alpha * T.exponential($1)) }
    case .gaussianLinearPullback: map(kind, x, y, z, n) { $0 == 0 ? 0 : $0 * T.gaussianLinearSlope($1) }
    }
  }

  /// z = f(x, y) along a line; always inlined with its function, so that the loops are vectorised.
  @_transparent
  private func map<T: Scalar>(
    _ kind: Line, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ z: UnsafeMutablePointer<T>, _ n: Int,
    _ function: (T, T) -> T
  ) {
    switch kind {
    case .both:
      for i in 0..<n { z[i] = function(x[i], y[i]) }
    case .constantLeft:
      let constant = x[0]
      for i in 0..<n { z[i] = function(constant, y[i]) }
    case .constantRight:
      let constant = y[0]
      for i in 0..<n { z[i] = function(x[i], constant) }
    }
  }
}
