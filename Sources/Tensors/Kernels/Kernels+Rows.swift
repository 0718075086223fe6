extension Kernels {
  /// Copies whole rows (everything behind the first axis) by number.
  static func gather(_ x: Tensor, rows: [Int]) -> Tensor {
    let length = x.shape.dropFirst().reduce(1, *) * x.dtype.byteCount
    let result = Tensor(uninitialized: [rows.count] + x.shape.dropFirst(), dtype: x.dtype)
    for (target, row) in rows.enumerated() {
      (result.storage.bytes + target * length).copyMemory(from: x.storage.bytes + row * length, byteCount: length)
    }
    return result
  }

  /// Adds row i of `x` to row `rows[i]` of zeros with `count` rows: the transpose of `gather`.
  static func scatterAdd(_ x: Tensor, rows: [Int], count: Int) -> Tensor {
    let result = Tensor(zeros: [count] + x.shape.dropFirst(), dtype: x.dtype)
    let length = x.shape.dropFirst().reduce(1, *)
    dispatch(x.dtype) {
      scatterAdd(x.storage.pointer(to: Float.self), rows, length, result.storage.pointer())
    } double: {
      scatterAdd(x.storage.pointer(to: Double.self), rows, length, result.storage.pointer())
    }
    return result
  }

  private static func scatterAdd<T: Scalar>(_ x: UnsafeMutablePointer<T>, _ rows: [Int], _ length: Int, _ y: UnsafeMutablePointer<T>) {
    for (source, row) in rows.enumerated() {
      let (s, t) = (x + source * length, y + row * length)
      for i in 0..<length { t[i] += s[i] }
    }
  }

  /// Part of one axis: x seen as [outer, axis, inner].
  static func slice(_ x: Tensor, axis: Int, _ range: Range<Int>) -> Tensor {
    var shape = x.shape
    shape[axis] = range.count
    let result = Tensor(uninitialized: shape, dtype: x.dtype)
    let inner = x.shape[(axis + 1)...].reduce(1, *) * x.dtype.byteCount
    let outer = x.shape[..<axis].reduce(1, *)
    for block in 0..<outer {
      let source = x.storage.bytes + (block * x.shape[axis] + range.lowerBound) * inner
      (result.storage.bytes + block * range.count * inner).copyMemory(from: source, byteCount: range.count * inner)
    }
    return result
  }

  /// Zeros with `x` at `offset` of one axis that gets `length`: the transpose of `slice`.
  static func embed(_ x: Tensor, axis: Int, offset: Int, length: Int) -> Tensor {
    var shape = x.shape
    shape[axis] = length
    let result = Tensor(zeros: shape, dtype: x.dtype)
    let inner = x.shape[(axis + 1)...].reduce(1, *) * x.dtype.byteCount
    let outer = x.shape[..<axis].reduce(1, *)
    let part = x.shape[axis] * inner
    for block in 0..<outer {
      (result.storage.bytes + (block * length + offset) * inner).copyMemory(from: x.storage.bytes + block * part, byteCount: part)
    }
    return result
  }

  /// Tensors one behind the other along an axis.
  static func concatenate(_ parts: [Tensor], axis: Int) -> Tensor {
    var shape = parts[0].shape
    shape[axis] = parts.reduce(0) { $0 + $1.shape[axis] }
    let result = Tensor(uninitialized: shape, dtype: parts[0].dtype)
    let inner = shape[(axis + 1)...].reduce(1, *) * result.dtype.byteCount
    let outer = shape[..<axis].reduce(1, *)
    var offset = 0
    for part in parts {
      let length = part.shape[axis] * inner
      for block in 0..<outer {
        (result.storage.bytes + (block * shape[axis] + offset) * inner).copyMemory(from: part.storage.bytes + block * length, byteCount: length)
      }
      offset += part.shape[axis]
    }
    return result
  }
}
