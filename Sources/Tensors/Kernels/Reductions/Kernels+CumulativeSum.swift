extension Kernels {
  /// The sums of the numbers up to and including each place of an axis.
  static func cumulativeSum(_ x: Tensor, axis: Int) -> Tensor {
    let result = Tensor(uninitialized: x.shape, dtype: x.dtype)
    let layout = AxisLayout(x.shape, axes: axis..<axis + 1)
    func run<T: Scalar>(_: T.Type) {
      let (x, y) = (x.storage.pointer(to: T.self), result.storage.pointer(to: T.self))
      layout.forEachPart { block, columns in
        let start = block &* layout.length &* layout.inner + columns.lowerBound
        let (a, b, inner) = (x + start, y + start, layout.inner)
        for row in 0..<layout.length {
          let at = row &* inner
          if row == 0 {
            for i in 0..<columns.count { b[i] = a[i] }
          } else {
            for i in 0..<columns.count { b[at &+ i] = b[at &- inner &+ i] + a[at &+ i] }
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
}
