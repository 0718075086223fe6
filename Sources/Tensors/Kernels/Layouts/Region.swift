/// Some of the places of an axis, one step from the next.
struct AxisRegion: Equatable {
  let start: Int
  /// From one place to the next; negative runs backwards.
  let step: Int
  let count: Int

  init(start: Int, step: Int, count: Int) {
    self.start = start
    self.step = step
    self.count = count
  }

  /// A whole axis.
  init(whole length: Int) { self.init(start: 0, step: 1, count: length) }
}

extension Kernels {
  /// The numbers of `x` in a region, one entry for each axis.
  static func slice(_ x: Tensor, _ region: [AxisRegion]) -> Tensor {
    let shape = region.map(\.count)
    let result = Tensor(uninitialized: shape, dtype: x.dtype)
    let strides = rowMajorStrides(x.shape)
    StridedCopy(
      shape: shape, source: zip(strides, region).map { $0 * $1.step }, target: rowMajorStrides(shape), sourceOffset: offset(region, strides)
    ).run(from: x, to: result)
    return result
  }

  /// A tensor of shape `shape` that is `fill` everywhere but in a region, which holds `x`. With zeros it is the transpose of `slice`.
  static func embed(_ x: Tensor, _ region: [AxisRegion], in shape: [Int], fill: Double = 0) -> Tensor {
    let result = Tensor(repeating: fill, shape: shape, dtype: x.dtype)
    write(x, to: region, of: result)
    return result
  }

  /// Writes `x`, stretched to the region, to a region of `y`, whose numbers belong to the caller alone.
  static func write(_ x: Tensor, to region: [AxisRegion], of y: Tensor) {
    let shape = region.map(\.count)
    let strides = rowMajorStrides(y.shape)
    StridedCopy(
      shape: shape, source: broadcastStrides(x.shape, to: shape), target: zip(strides, region).map { $0 * $1.step },
      targetOffset: offset(region, strides)
    ).run(from: x, to: y)
  }

  private static func offset(_ region: [AxisRegion], _ strides: [Int]) -> Int {
    zip(region, strides).reduce(0) { $0 + ($1.0.count > 0 ? $1.0.start * $1.1 : 0) }
  }

  /// Tensors one behind the other along an axis.
  static func concatenate(_ parts: [Tensor], axis: Int) -> Tensor {
    var shape = parts[0].shape
    shape[axis] = parts.reduce(0) { $0 + $1.shape[axis] }
    let result = Tensor(uninitialized: shape, dtype: parts[0].dtype)
    let strides = rowMajorStrides(shape)
    var offset = 0
    for part in parts {
      StridedCopy(shape: part.shape, source: rowMajorStrides(part.shape), target: strides, targetOffset: offset * strides[axis])
        .run(from: part, to: result)
      offset += part.shape[axis]
    }
    return result
  }
}
