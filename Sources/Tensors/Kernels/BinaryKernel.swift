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
    switch self {
    case .add: zip(layout, x, y, z) { $0 + $1 }
    case .subtract: zip(layout, x, y, z) { $0 - $1 }
    case .multiply: zip(layout, x, y, z) { $0 * $1 }
    case .divide: zip(layout, x, y, z) { $0 / $1 }
    case .maximum: zip(layout, x, y, z) { $0 > $1 ? $0 : $1 }
    case .minimum: zip(layout, x, y, z) { $0 < $1 ? $0 : $1 }
    case .greater: zip(layout, x, y, z) { $0 > $1 ? 1 : 0 }
    case .greaterOrEqual: zip(layout, x, y, z) { $0 >= $1 ? 1 : 0 }
    case .less: zip(layout, x, y, z) { $0 < $1 ? 1 : 0 }
    case .lessOrEqual: zip(layout, x, y, z) { $0 <= $1 ? 1 : 0 }
    case .equal: zip(layout, x, y, z) { $0 == $1 ? 1 : 0 }
    case .leakyReLUPullback(let slope): let slope = T(slope); zip(layout, x, y, z) { $1 > 0 ? $0 : $0 * slope }
    case .hyperbolicTangentPullback: zip(layout, x, y, z) { $0 * (1 - $1 * $1) }
    case .sigmoidPullback: zip(layout, x, y, z) { $0 * $1 * (1 - $1) }
    case .softplusPullback: zip(layout, x, y, z) { $0 * T.sigmoid($1) }
    }
  }
}

/// How two shapes meet, reduced to the four loops that are worth having.
struct BroadcastLayout {
  enum Loop {
    case same
    /// One operand is a single number.
    case scalarLeft, scalarRight
    /// One operand is a row of `inner` numbers, the same for each of the `outer` rows of the other.
    case rowLeft, rowRight
    /// One operand has one number for each of the `outer` rows of the other.
    case columnLeft, columnRight
    /// Neither: the smaller operand is written out first.
    case general
  }

  let shape: [Int]
  let loop: Loop
  let outer: Int
  let inner: Int
  var isGeneral: Bool { if case .general = loop { true } else { false } }

  init(_ left: [Int], _ right: [Int], named name: String) {
    shape = BroadcastLayout.shape(left, right, named: name)
    let count = shape.product
    if left == right { (loop, outer, inner) = (.same, 1, count) }
    else if right.product == 1 && left == shape { (loop, outer, inner) = (.scalarRight, 1, count) }
    else if left.product == 1 && right == shape { (loop, outer, inner) = (.scalarLeft, 1, count) }
    else if left == shape, let inner = BroadcastLayout.rowLength(right, in: shape) { (loop, outer, self.inner) = (.rowRight, count / max(1, inner), inner) }
    else if right == shape, let inner = BroadcastLayout.rowLength(left, in: shape) { (loop, outer, self.inner) = (.rowLeft, count / max(1, inner), inner) }
    else if left == shape, let outer = BroadcastLayout.columnLength(right, in: shape) { (loop, self.outer, inner) = (.columnRight, outer, count / max(1, outer)) }
    else if right == shape, let outer = BroadcastLayout.columnLength(left, in: shape) { (loop, self.outer, inner) = (.columnLeft, outer, count / max(1, outer)) }
    else { (loop, outer, inner) = (.general, 1, count) }
  }

  /// The shape that both are stretched to: aligned at the last axis, lengths equal or one of them 1.
  static func shape(_ left: [Int], _ right: [Int], named name: String) -> [Int] {
    if left == right { return left }
    var result = left.count >= right.count ? left : right
    for offset in 1...max(1, result.count) where offset <= min(left.count, right.count) {
      let (a, b) = (left[left.count - offset], right[right.count - offset])
      require(a == b || a == 1 || b == 1,
        "\(name): shapes \(left) and \(right) do not broadcast: counted from the last axis, lengths \(a) and \(b) differ and neither is 1")
      result[result.count - offset] = a == 1 ? b : a
    }
    return result
  }

  /// The count of `small` if it is the tail of `shape`, leading ones aside.
  private static func rowLength(_ small: [Int], in shape: [Int]) -> Int? {
    let tail = Array(small.drop { $0 == 1 })
    return !tail.isEmpty && Array(shape.suffix(tail.count)) == tail ? tail.product : nil
  }

  /// The count of `small` if it is the head of `shape` followed by ones.
  private static func columnLength(_ small: [Int], in shape: [Int]) -> Int? {
    guard small.count == shape.count else { return nil }
    let trailing = small.reversed().prefix { $0 == 1 }.count
    let head = small.dropLast(trailing)
    return trailing > 0 && !head.isEmpty && head == shape.prefix(head.count) ? Array(head).product : nil
  }
}

@inline(__always)
private func zip<T: Scalar>(
  _ layout: BroadcastLayout, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ z: UnsafeMutablePointer<T>,
  _ function: (T, T) -> T
) {
  let (outer, inner) = (layout.outer, layout.inner)
  let rowGrain = max(1, elementGrain / max(1, inner))
  switch layout.loop {
  case .same, .general:
    inParallel(count: inner, grain: elementGrain) { for i in $0 { z[i] = function(x[i], y[i]) } }
  case .scalarRight:
    let constant = y[0]
    inParallel(count: inner, grain: elementGrain) { for i in $0 { z[i] = function(x[i], constant) } }
  case .scalarLeft:
    let constant = x[0]
    inParallel(count: inner, grain: elementGrain) { for i in $0 { z[i] = function(constant, y[i]) } }
  case .rowRight:
    inParallel(count: outer, grain: rowGrain) { for row in $0 { let o = row * inner; for i in 0..<inner { z[o + i] = function(x[o + i], y[i]) } } }
  case .rowLeft:
    inParallel(count: outer, grain: rowGrain) { for row in $0 { let o = row * inner; for i in 0..<inner { z[o + i] = function(x[i], y[o + i]) } } }
  case .columnRight:
    inParallel(count: outer, grain: rowGrain) { for row in $0 { let o = row * inner; let c = y[row]; for i in 0..<inner { z[o + i] = function(x[o + i], c) } } }
  case .columnLeft:
    inParallel(count: outer, grain: rowGrain) { for row in $0 { let o = row * inner; let c = x[row]; for i in 0..<inner { z[o + i] = function(c, y[o + i]) } } }
  }
}
