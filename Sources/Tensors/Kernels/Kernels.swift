/// The loops behind the operations: numbers in, numbers out, no trace.
///
/// Each takes tensors whose shapes have been checked and returns a new one.
enum Kernels {
  /// Runs one of two specialisations of a kernel by the precision of `x`.
  @inline(__always)
  static func dispatch(_ dtype: DType, float: () -> Void, double: () -> Void) {
    switch dtype {
    case .float: float()
    case .double: double()
    }
  }

  /// Copies numbers whose position in `x` is a sum of index times stride, axis by axis.
  private static func gatherStrided<T: Scalar>(
    _ x: UnsafeMutablePointer<T>, strides: [Int], shape: [Int], _ y: UnsafeMutablePointer<T>
  ) {
    let rank = shape.count
    guard rank > 0 else { return y[0] = x[0] }
    let (inner, innerStride) = (shape[rank - 1], strides[rank - 1])
    let outer = shape.dropLast().reduce(1, *)
    var index = [Int](repeating: 0, count: rank)
    var source = 0
    for row in 0..<outer {
      let target = row * inner
      for i in 0..<inner { y[target + i] = x[source + i * innerStride] }
      var axis = rank - 2
      while axis >= 0 {
        index[axis] += 1
        source += strides[axis]
        if index[axis] < shape[axis] { break }
        source -= strides[axis] * shape[axis]
        index[axis] = 0
        axis -= 1
      }
    }
  }

  /// `x` stretched to `shape`, aligned at the last axis.
  static func broadcast(_ x: Tensor, to shape: [Int]) -> Tensor {
    let result = Tensor(uninitialized: shape, dtype: x.dtype)
    guard result.count > 0 else { return result }
    var strides = [Int](repeating: 0, count: shape.count)
    var stride = 1
    for (axis, length) in x.shape.enumerated().reversed() {
      if length > 1 { strides[shape.count - x.rank + axis] = stride }
      stride *= length
    }
    dispatch(x.dtype) {
      gatherStrided(x.storage.pointer(to: Float.self), strides: strides, shape: shape, result.storage.pointer())
    } double: {
      gatherStrided(x.storage.pointer(to: Double.self), strides: strides, shape: shape, result.storage.pointer())
    }
    return result
  }

  /// The axes in another order.
  static func permute(_ x: Tensor, _ order: [Int]) -> Tensor {
    let sourceStrides = rowMajorStrides(x.shape)
    let shape = order.map { x.shape[$0] }
    let strides = order.map { sourceStrides[$0] }
    let result = Tensor(uninitialized: shape, dtype: x.dtype)
    guard result.count > 0 else { return result }
    dispatch(x.dtype) {
      gatherStrided(x.storage.pointer(to: Float.self), strides: strides, shape: shape, result.storage.pointer())
    } double: {
      gatherStrided(x.storage.pointer(to: Double.self), strides: strides, shape: shape, result.storage.pointer())
    }
    return result
  }

  static func rowMajorStrides(_ shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * shape[axis + 1] }
    return strides
  }
}
