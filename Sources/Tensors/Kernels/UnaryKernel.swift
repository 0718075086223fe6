/// The elementwise functions of one tensor.
enum UnaryKernel {
  case negate, exponential, logarithm, hyperbolicTangent, sigmoid, softplus, squareRoot, absolute, square, reciprocal
  case sine, cosine, sign
  case leakyReLU(slope: Double)
  case exponentialLinear(alpha: Double)
  case gaussianLinear
  case power(Double)
  case add(Double)
  case multiply(Double)
  case clamp(Double, Double)
  /// `height` where x >= `edge`, and 0 elsewhere.
  case step(edge: Double, height: Double)

  /// Writes the function of each number of `x` to a new tensor of the same shape.
  func callAsFunction(_ x: Tensor) -> Tensor {
    let result = Tensor(uninitialized: x.shape, dtype: x.dtype)
    switch x.dtype {
    case .float: run(x.storage.pointer(to: Float.self), result.storage.pointer(), x.count)
    case .double: run(x.storage.pointer(to: Double.self), result.storage.pointer(), x.count)
    }
    return result
  }

  private func run<T: Scalar>(_ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ count: Int) {
    inEqualParts(count: count, grain: lineGrain) { apply(x + $0.lowerBound, y + $0.lowerBound, $0.count) }
  }

  private func apply<T: Scalar>(_ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ n: Int) {
    switch self {
    case .negate: map(x, y, n) { -$0 }
    case .exponential: map(x, y, n) { T.exponential($0) }
    case .logarithm: map(x, y, n) { T.logarithm($0) }
    case .hyperbolicTangent: map(x, y, n) { T.hyperbolicTangent($0) }
    case .sigmoid: map(x, y, n) { T.sigmoid($0) }
    // Two functions so long that as closures they would stay calls, one for each number.
    case .softplus: for i in 0..<n { y[i] = T.softplus(x[i]) }
    case .squareRoot: map(x, y, n) { T.root($0) }
    case .absolute: map(x, y, n) { $0 < 0 ? -$0 : $0 }
    case .square: map(x, y, n) { $0 * $0 }
    case .reciprocal: map(x, y, n) { 1 / $0 }
    case .sine: map(x, y, n) { T.sine($0) }
    case .cosine: map(x, y, n) { T.cosine($0) }
    case .sign: map(x, y, n) { $0 > 0 ? 1 : ($0 < 0 ? -1 : 0) }
    // Not 0 * x, which is NaN at -infinity.
    case .leakyReLU(slope: 0): map(x, y, n) { $0 < 0 ? 0 : $0 }
    case .leakyReLU(let slope): let slope = T(slope); map(x, y, n) { $0 > 0 ? $0 : $0 * slope }
    case .exponentialLinear(let alpha): let alpha = T(alpha); map(x, y, n) { $0 > 0 ? $0 : alpha * T.exponentialMinusOne($0) }
    case .gaussianLinear: for i in 0..<n { y[i] = T.gaussianLinear(x[i]) }
    case .power(2): map(x, y, n) { $0 * $0 }
    case .power(3): map(x, y, n) { $0 * $0 * $0 }
    case .power(-1): map(x, y, n) { 1 / $0 }
    case .power(let exponent): let exponent = T(exponent); map(x, y, n) { T.power($0, exponent) }
    case .add(let constant): let constant = T(constant); map(x, y, n) { $0 + constant }
    case .multiply(let constant): let constant = T(constant); map(x, y, n) { $0 * constant }
    case .clamp(let low, let high):
      let (low, high) = (T(low), T(high))
      map(x, y, n) { $0 < low ? low : ($0 > high ? high : $0) }
    case .step(let edge, let height):
      let (edge, height) = (T(edge), T(height))
      map(x, y, n) { $0 >= edge ? height : 0 }
    }
  }
}

/// Numbers in one part of an elementwise operation that is split among threads.
let elementGrain = 16_384

/// Numbers in the largest part of a function of one or two tensors: fewer are done before the other thread has begun.
let lineGrain = 3 * elementGrain

/// y = f(x), number by number; inlined with its function, so that the loop is vectorised.
@inline(__always)
private func map<T: Scalar>(_ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ n: Int, _ function: (T) -> T) {
  for index in 0..<n { y[index] = function(x[index]) }
}
