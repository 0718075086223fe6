/// The elementwise functions of two tensors.
enum BinaryKernel {
  case add, subtract, multiply, divide, maximum, minimum
  case greater, greaterOrEqual, less, lessOrEqual, equal
  /// Pullbacks that need one pass: the first operand is the gradient, the second what the function saw or gave.
  case leakyReLUPullback(slope: Double)
  case hyperbolicTangentPullback
  case sigmoidPullback
  case softplusPullback

  /// The function of each pair of numbers, with NumPy's broadcasting.
  func callAsFunction(_ x: Tensor, _ y: Tensor, named name: String) -> Tensor {
    require(x.dtype == y.dtype, "\(name): one operand is \(x.dtype) and the other \(y.dtype); convert one with converted(to:)")
    let layout = BroadcastLayout(x.shape, y.shape, named: name)
    let left = layout.isGeneral && x.shape != layout.shape ? Kernels.broadcast(x, to: layout.shape) : x
    let right = layout.isGeneral && y.shape != layout.shape ? Kernels.broadcast(y, to: layout.shape) : y
    let result = Tensor(uninitialized: layout.shape, dtype: x.dtype)
    switch x.dtype {
    case .float: run(layout, left.storage.pointer(to: Float.self), right.storage.pointer(), result.storage.pointer())
    case .double: run(layout, left.storage.pointer(to: Double.self), right.storage.pointer(), result.storage.pointer())
    }
    return result
  }

  private func run<T: Scalar>(
    _ layout: BroadcastLayout, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ z: UnsafeMutablePointer<T>
  ) {
    let inner = layout.inner
    let rowGrain = max(1, elementGrain / max(1, inner))
    switch layout.loop {
    case .same, .general:
      inParallel(count: inner, grain: elementGrain) { line(.both, x + $0.lowerBound, y + $0.lowerBound, z + $0.lowerBound, $0.count) }
    case .scalarRight:
      inParallel(count: inner, grain: elementGrain) { line(.constantRight, x + $0.lowerBound, y, z + $0.lowerBound, $0.count) }
    case .scalarLeft:
      inParallel(count: inner, grain: elementGrain) { line(.constantLeft, x, y + $0.lowerBound, z + $0.lowerBound, $0.count) }
    case .rowRight:
      inParallel(count: layout.outer, grain: rowGrain) { for row in $0 { line(.both, x + row * inner, y, z + row * inner, inner) } }
    case .rowLeft:
      inParallel(count: layout.outer, grain: rowGrain) { for row in $0 { line(.both, x, y + row * inner, z + row * inner, inner) } }
    case .columnRight:
      inParallel(count: layout.outer, grain: rowGrain) { for row in $0 { line(.constantRight, x + row * inner, y + row, z + row * inner, inner) } }
    case .columnLeft:
      inParallel(count: layout.outer, grain: rowGrain) { for row in $0 { line(.constantLeft, x + row, y + row * inner, z + row * inner, inner) } }
    }
  }

  /// A run of numbers of the result; an operand that is constant is read once.
  private enum Line { case both, constantLeft, constantRight }

  private func line<T: Scalar>(
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
    case .leakyReLUPullback(let slope): let slope = T(slope); map(kind, x, y, z, n) { $0 * ($1 > 0 ? 1 : slope) }
    case .hyperbolicTangentPullback: map(kind, x, y, z, n) { $0 * (1 - $1 * $1) }
    case .sigmoidPullback: map(kind, x, y, z, n) { $0 * $1 * (1 - $1) }
    case .softplusPullback: map(kind, x, y, z, n) { $0 * T.sigmoid($1) }
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
