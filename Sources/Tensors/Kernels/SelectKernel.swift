extension Kernels {
  /// The number of `a` where `condition` is not 0 and of `b` elsewhere. All have one shape, or are single numbers.
  static func select(_ condition: Tensor, _ a: Tensor, _ b: Tensor) -> Tensor {
    let result = Tensor(uninitialized: condition.shape, dtype: a.dtype)
    func run<T: Scalar>(_: T.Type) {
      let (c, x, y) = (condition.storage.pointer(to: T.self), a.storage.pointer(to: T.self), b.storage.pointer(to: T.self))
      let z = result.storage.pointer(to: T.self)
      let (isWholeA, isWholeB) = (a.count == result.count, b.count == result.count)
      inParallel(count: result.count, grain: elementGrain) { part in
        switch (isWholeA, isWholeB) {
        case (true, true): for i in part { z[i] = c[i] != 0 ? x[i] : y[i] }
        case (true, false): let y = y[0]; for i in part { z[i] = c[i] != 0 ? x[i] : y }
        case (false, true): let x = x[0]; for i in part { z[i] = c[i] != 0 ? x : y[i] }
        case (false, false): let (x, y) = (x[0], y[0]); for i in part { z[i] = c[i] != 0 ? x : y }
        }
      }
    }
    if result.count > 0 {
      dispatch(a.dtype) {
        run(Float.self)
      } double: {
        run(Double.self)
      }
    }
    return result
  }
}
