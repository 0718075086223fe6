/// Rows brought to a mean square of 1, and the gradient of that, each in one pass over memory.
///
/// With r = 1 / sqrt(mean(x²) + epsilon) and y = r x the gradient of x is r (g - y mean(g y)).
struct MeanSquareNormalization {
  let rows: Int
  let columns: Int
  let epsilon: Double

  private var grain: Int { max(1, elementGrain / max(1, columns)) }

  func normalize(_ x: Tensor) -> Tensor {
    let result = Tensor(uninitialized: x.shape, dtype: x.dtype)
    func run<T: Scalar>(_: T.Type) {
      let (x, y) = (x.storage.pointer(to: T.self), result.storage.pointer(to: T.self))
      inParallel(count: rows, grain: grain) { part in
        for row in part {
          let (source, target) = (x + row &* columns, y + row &* columns)
          let factor = inverseRoot(source)
          for i in 0..<columns { target[i] = source[i] * factor }
        }
      }
    }
    switch x.dtype {
    case .float: run(Float.self)
    case .double: run(Double.self)
    }
    return result
  }

  func pullback(_ x: Tensor, output: Tensor, gradient: Tensor) -> Tensor {
    let result = Tensor(uninitialized: x.shape, dtype: x.dtype)
    func run<T: Scalar>(_: T.Type) {
      let (x, y) = (x.storage.pointer(to: T.self), output.storage.pointer(to: T.self))
      let (g, z) = (gradient.storage.pointer(to: T.self), result.storage.pointer(to: T.self))
      inParallel(count: rows, grain: grain) { part in
        for row in part {
          let start = row &* columns
          let (own, slope, target) = (y + start, g + start, z + start)
          let factor = inverseRoot(x + start)
          let along = SlimProduct.scalarProduct(slope, own, columns) / T(columns)
          for i in 0..<columns { target[i] = factor * (slope[i] - own[i] * along) }
        }
      }
    }
    switch x.dtype {
    case .float: run(Float.self)
    case .double: run(Double.self)
    }
    return result
  }

  @inline(__always)
  private func inverseRoot<T: Scalar>(_ x: UnsafeMutablePointer<T>) -> T {
    let mean = SlimProduct.scalarProduct(x, x, columns) / T(columns)
    return 1 / T.root(mean + T(epsilon))
  }
}
