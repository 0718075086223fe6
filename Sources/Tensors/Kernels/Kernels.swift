/// The loops behind the operations: numbers in, numbers out, no trace.
///
/// Each takes tensors whose shapes have been checked and returns a new one.
package enum Kernels {
  /// Runs one of two specialisations of a kernel by the precision of `x`.
  @inline(__always)
  static func dispatch(_ dtype: DType, float: () -> Void, double: () -> Void) {
    switch dtype {
    case .float: float()
    case .double: double()
    }
  }

  /// `x` stretched to `shape`, aligned at the last axis.
  static func broadcast(_ x: Tensor, to shape: [Int]) -> Tensor {
    let result = Tensor(uninitialized: shape, dtype: x.dtype)
    let source = broadcastStrides(x.shape, to: shape)
    StridedCopy(shape: shape, source: source, target: rowMajorStrides(shape)).run(from: x, to: result)
    return result
  }

  /// The axes in another order.
  static func permute(_ x: Tensor, _ order: [Int]) -> Tensor {
    let sourceStrides = rowMajorStrides(x.shape)
    let shape = order.map { x.shape[$0] }
    let result = Tensor(uninitialized: shape, dtype: x.dtype)
    StridedCopy(shape: shape, source: order.map { sourceStrides[$0] }, target: rowMajorStrides(shape)).run(from: x, to: result)
    return result
  }

  static func rowMajorStrides(_ shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * shape[axis + 1] }
    return strides
  }

  /// The strides with which a tensor of shape `small` is read as one of shape `shape`: 0 along axes that are stretched.
  static func broadcastStrides(_ small: [Int], to shape: [Int]) -> [Int] {
    let own = rowMajorStrides(small)
    let missing = shape.count - small.count
    return shape.indices.map { $0 < missing || small[$0 - missing] == 1 ? 0 : own[$0 - missing] }
  }
}
