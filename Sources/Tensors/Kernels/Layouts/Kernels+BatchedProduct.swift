extension Kernels {
  /// The products of the matrices in the last two axes, side by side on the threads.
  static func batchedProduct(_ a: Tensor, transposeA: Bool, _ b: Tensor, transposeB: Bool) -> Tensor {
    let (rows, inner) = (a.shape[a.rank - (transposeA ? 1 : 2)], a.shape[a.rank - (transposeA ? 2 : 1)])
    let columns = b.shape[b.rank - (transposeB ? 2 : 1)]
    let (batchA, batchB) = (Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2)))
    let batch = BroadcastLayout.shape(batchA, batchB, named: "matmul")
    let result = Tensor(uninitialized: batch + [rows, columns], dtype: a.dtype)
    guard result.count > 0 else { return result }
    let (placesA, placesB) = (places(batchA, in: batch), places(batchB, in: batch))
    func run<T: Scalar>(_: T.Type) {
      let (x, y, z) = (a.storage.pointer(to: T.self), b.storage.pointer(to: T.self), result.storage.pointer(to: T.self))
      // A part is at least as much work as waking a thread.
      inParallel(count: placesA.count, grain: max(1, (1 << 19) / max(1, rows * columns * inner))) { part in
        for number in part {
          let packed = RightMatrix(
            y + placesB[number] * inner * columns, inner: inner, columns: columns,
            innerStride: transposeB ? 1 : columns, columnStride: transposeB ? inner : 1)
          let left = ProductTile.Left(
            start: UnsafePointer(x + placesA[number] * rows * inner), rowStride: transposeA ? 1 : inner, innerStride: transposeA ? rows : 1)
          packed.multiply(rows: rows, left: left, into: z + number * rows * columns, targetStride: columns)
        }
      }
    }
    dispatch(a.dtype) {
      run(Float.self)
    } double: {
      run(Double.self)
    }
    return result
  }

  /// For each place of `batch` the number of the matrix that a tensor with leading axes `own` has there.
  private static func places(_ own: [Int], in batch: [Int]) -> [Int] {
    let strides = broadcastStrides(own, to: batch)
    return (0..<batch.product).map { number in
      var (rest, place) = (number, 0)
      for axis in batch.indices.reversed() {
        place += rest % batch[axis] * strides[axis]
        rest /= batch[axis]
      }
      return place
    }
  }
}
