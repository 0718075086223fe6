extension Kernels {
  /// Whole slices of an axis by number: `x` seen as [outer, axis, inner].
  static func gather(_ x: Tensor, axis: Int, _ indices: [Int]) -> Tensor {
    var shape = x.shape
    shape[axis] = indices.count
    let result = Tensor(uninitialized: shape, dtype: x.dtype)
    let layout = AxisLayout(x.shape, axes: axis..<axis + 1)
    func run<T: Scalar>(_: T.Type) {
      let (x, y, inner) = (x.storage.pointer(to: T.self), result.storage.pointer(to: T.self), layout.inner)
      indices.withUnsafeBufferPointer { indices in
        nonisolated(unsafe) let indices = indices
        inParallel(count: layout.outer * indices.count, grain: max(1, elementGrain / max(1, inner))) { part in
          for line in part {
            let source = x + (line / indices.count &* layout.length &+ indices[line % indices.count]) &* inner
            (y + line &* inner).update(from: source, count: inner)
          }
        }
      }
    }
    dispatch(x.dtype) {
      run(Float.self)
    } double: {
      run(Double.self)
    }
    return result
  }

  /// Adds slice i of an axis of `x` to slice `indices[i]` of zeros, whose axis has `length`: the transpose of `gather`.
  static func scatterAdd(_ x: Tensor, axis: Int, _ indices: [Int], length: Int) -> Tensor {
    var shape = x.shape
    shape[axis] = length
    let result = Tensor(zeros: shape, dtype: x.dtype)
    let layout = AxisLayout(shape, axes: axis..<axis + 1)
    func run<T: Scalar>(_: T.Type) {
      let (x, y, inner) = (x.storage.pointer(to: T.self), result.storage.pointer(to: T.self), layout.inner)
      indices.withUnsafeBufferPointer { indices in
        nonisolated(unsafe) let indices = indices
        // Parts hold different columns or blocks, so that two threads never add to the same number.
        layout.forEachPart { block, columns in
          for (number, index) in indices.enumerated() {
            let source = x + (block &* indices.count &+ number) &* inner + columns.lowerBound
            let target = y + (block &* length &+ index) &* inner + columns.lowerBound
            for i in 0..<columns.count { target[i] += source[i] }
          }
        }
      }
    }
    dispatch(x.dtype) {
      run(Float.self)
    } double: {
      run(Double.self)
    }
    return result
  }

  /// One number for each index: result [o, k, i] is x[o, indices[o, k, i], i]. The indices run as the result does.
  static func pick(_ x: Tensor, axis: Int, _ indices: [Int], count: Int) -> Tensor {
    var shape = x.shape
    shape[axis] = count
    let result = Tensor(uninitialized: shape, dtype: x.dtype)
    forEachPick(
      indices, AxisLayout(x.shape, axes: axis..<axis + 1), count, x.dtype,
      float: { place, index in
        result.storage.pointer(to: Float.self)[place] = x.storage.pointer(to: Float.self)[index]
      },
      double: { place, index in
        result.storage.pointer(to: Double.self)[place] = x.storage.pointer(to: Double.self)[index]
      })
    return result
  }

  /// Adds each number of `x` to the place from which `pick` takes it; the axis of the result has `length`.
  static func unpick(_ x: Tensor, axis: Int, _ indices: [Int], length: Int) -> Tensor {
    var shape = x.shape
    shape[axis] = length
    let result = Tensor(zeros: shape, dtype: x.dtype)
    forEachPick(
      indices, AxisLayout(shape, axes: axis..<axis + 1), x.shape[axis], x.dtype,
      float: { place, index in
        result.storage.pointer(to: Float.self)[index] += x.storage.pointer(to: Float.self)[place]
      },
      double: { place, index in
        result.storage.pointer(to: Double.self)[index] += x.storage.pointer(to: Double.self)[place]
      })
    return result
  }

  /// Calls `body` with each place of what is picked and the place that it is picked from; parts never share a block.
  @inline(__always)
  private static func forEachPick(
    _ indices: [Int], _ layout: AxisLayout, _ count: Int, _ dtype: DType, float: (_ place: Int, _ source: Int) -> Void,
    double: (_ place: Int, _ source: Int) -> Void
  ) {
    let size = count * layout.inner
    indices.withUnsafeBufferPointer { indices in
      nonisolated(unsafe) let indices = indices
      inParallel(count: layout.outer, grain: max(1, elementGrain / max(1, size))) { part in
        for block in part {
          for position in 0..<size {
            let place = block &* size &+ position
            let source = (block &* layout.length &+ indices[place]) &* layout.inner &+ position % layout.inner
            if dtype == .float { float(place, source) } else { double(place, source) }
          }
        }
      }
    }
  }
}
