extension Tensor {
  /// The sum of the squares of all numbers, added up in Double: squares of numbers that fit into a Float do not overflow.
  package var sumOfSquares: Double {
    switch dtype {
    case .float: Kernels.sumOfSquares(storage.pointer(to: Float.self), count)
    case .double: Kernels.sumOfSquares(storage.pointer(to: Double.self), count)
    }
  }
}

extension Kernels {
  /// Each part is summed for itself and the parts' sums in order, whoever made them.
  static func sumOfSquares<T: Scalar>(_ x: UnsafeMutablePointer<T>, _ count: Int) -> Double {
    if count <= elementGrain { return sumOfSquares(x, in: 0..<count) }
    let parts = Storage(count: (count + elementGrain - 1) / elementGrain, dtype: .double)
    let sums = parts.pointer(to: Double.self)
    inParallel(count: count, grain: elementGrain) { sums[$0.lowerBound / elementGrain] = sumOfSquares(x, in: $0) }
    var total = 0.0
    for part in 0..<parts.count { total += sums[part] }
    return total
  }

  private static func sumOfSquares<T: Scalar>(_ x: UnsafeMutablePointer<T>, in range: Range<Int>) -> Double {
    var partial = SIMD8<Double>(repeating: 0)
    var index = range.lowerBound
    while index + 8 <= range.upperBound {
      var numbers = SIMD8<Double>()
      for lane in 0..<8 { numbers[lane] = Double(x[index + lane]) }
      partial.addProduct(numbers, numbers)
      index += 8
    }
    var total = partial.sum()
    while index < range.upperBound {
      total += Double(x[index]) * Double(x[index])
      index += 1
    }
    return total
  }
}
