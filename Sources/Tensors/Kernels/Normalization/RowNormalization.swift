/// Layer normalisation of rows that stay in cache: each row's moments, its result, and its gradients in one pass over memory.
///
/// The moments are taken as in `Kernels.moments`: a first mean, and then the sums of deviations from it and of their squares.
struct RowNormalization {
  let rows: Int
  let columns: Int
  let epsilon: Double
  let slope: Double?

  private var grain: Int { max(1, min(256, elementGrain / max(1, columns))) }

  /// activation((x - mean) / sqrt(variance + epsilon) gain + bias), row by row.
  func normalize(_ x: Tensor, gain: Tensor, bias: Tensor) -> Tensor {
    let result = Tensor(uninitialized: x.shape, dtype: x.dtype)
    switch x.dtype {
    case .float: normalize(x.storage.pointer(to: Float.self), gain.storage.pointer(), bias.storage.pointer(), result.storage.pointer())
    case .double: normalize(x.storage.pointer(to: Double.self), gain.storage.pointer(), bias.storage.pointer(), result.storage.pointer())
    }
    return result
  }

  private func normalize<T: Scalar>(
    _ x: UnsafeMutablePointer<T>, _ gain: UnsafeMutablePointer<T>, _ bias: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>
  ) {
    inParallel(count: rows, grain: grain) { part in
      for row in part {
        let (source, target) = (x + row * columns, y + row * columns)
        let (mean, inverse) = moments(source)
        for i in 0..<columns { target[i] = (source[i] - mean) * inverse * gain[i] + bias[i] }
        if let slope {
          let slope = T(slope)
          for i in 0..<columns { target[i] = target[i] > 0 ? target[i] : target[i] * slope }
        }
      }
    }
  }

  /// The gradients of input, gain and bias from the result's.
  func pullback(_ x: Tensor, gain: Tensor, output: Tensor, gradient: Tensor) -> [Tensor] {
    let input = Tensor(uninitialized: x.shape, dtype: x.dtype)
    let gainGradient = Tensor(uninitialized: gain.shape, dtype: x.dtype)
    let biasGradient = Tensor(uninitialized: gain.shape, dtype: x.dtype)
    func run<T: Scalar>(_: T.Type) {
      pullback(
        x.storage.pointer(to: T.self), gain.storage.pointer(), output.storage.pointer(), gradient.storage.pointer(),
        input.storage.pointer(), gainGradient.storage.pointer(), biasGradient.storage.pointer())
    }
    switch x.dtype {
    case .float: run(Float.self)
    case .double: run(Double.self)
    }
    return [input, gainGradient, biasGradient]
  }

  private func pullback<T: Scalar>(
    _ x: UnsafeMutablePointer<T>, _ gain: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ g: UnsafeMutablePointer<T>,
    _ input: UnsafeMutablePointer<T>, _ gainGradient: UnsafeMutablePointer<T>, _ biasGradient: UnsafeMutablePointer<T>
  ) {
    let parts = (rows + grain - 1) / grain
    let partial = Storage(count: parts * 2 * columns, dtype: T.dtype)
    defer { withExtendedLifetime(partial) {} }
    let sums = partial.pointer(to: T.self)
    sums.update(repeating: 0, count: parts * 2 * columns)
    inParallel(count: rows, grain: grain) { part in
      // A single part comes as a whole, whatever its size.
      for row in part {
        let (offset, sum) = (row * columns, sums + row / grain * 2 * columns)
        pullRow(x + offset, gain, y + offset, g + offset, input + offset, sum + columns, sum)
      }
    }
    for i in 0..<columns {
      var (first, second) = (0.0, 0.0)
      for part in 0..<parts {
        first += Double(sums[part * 2 * columns + i])
        second += Double(sums[part * 2 * columns + columns + i])
      }
      (biasGradient[i], gainGradient[i]) = (T(first), T(second))
    }
  }

  private func pullRow<T: Scalar>(
    _ x: UnsafeMutablePointer<T>, _ gain: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ g: UnsafeMutablePointer<T>,
    _ result: UnsafeMutablePointer<T>, _ gainSum: UnsafeMutablePointer<T>, _ biasSum: UnsafeMutablePointer<T>
  ) {
    let (mean, inverse) = moments(x)
    // Before the activation, times the gain: written to the result's place first.
    let slope = T(slope ?? 1)
    for i in 0..<columns {
      let gradient = g[i] * (y[i] > 0 ? 1 : slope)
      biasSum[i] += gradient
      gainSum[i] += gradient * (x[i] - mean) * inverse
      result[i] = gradient * gain[i]
    }
    let count = T(columns)
    let first = Kernels.sum(result, columns) / count
    let second = RowNormalization.productSum(result, x, mean, columns) * inverse * inverse / count
    for i in 0..<columns { result[i] = inverse * (result[i] - first - (x[i] - mean) * second) }
  }

  /// The mean of a row and 1 / sqrt(variance + epsilon).
  @inline(__always)
  private func moments<T: Scalar>(_ x: UnsafeMutablePointer<T>) -> (mean: T, inverse: T) {
    let count = T(columns)
    let center = Kernels.sum(x, columns) / count
    var (first, second) = (SIMD16<T>(repeating: 0), SIMD16<T>(repeating: 0))
    var index = 0
    while index + 16 <= columns {
      let deviation = UnsafeRawPointer(x + index).loadUnaligned(as: SIMD16<T>.self) - center
      first += deviation
      second += deviation * deviation
      index += 16
    }
    var (sum, squares) = (T.zero, T.zero)
    for lane in 0..<16 { (sum, squares) = (sum + first[lane], squares + second[lane]) }
    while index < columns {
      let deviation = x[index] - center
      (sum, squares) = (sum + deviation, squares + deviation * deviation)
      index += 1
    }
    let variance = max(0, squares / count - (sum / count) * (sum / count))
    return (center + sum / count, T(1 / (Double(variance) + epsilon).squareRoot()))
  }

  /// The sum of h (x - mean).
  private static func productSum<T: Scalar>(_ h: UnsafeMutablePointer<T>, _ x: UnsafeMutablePointer<T>, _ mean: T, _ n: Int) -> T {
    var partial = SIMD16<T>(repeating: 0)
    var index = 0
    while index + 16 <= n {
      let deviation = UnsafeRawPointer(x + index).loadUnaligned(as: SIMD16<T>.self) - mean
      partial += UnsafeRawPointer(h + index).loadUnaligned(as: SIMD16<T>.self) * deviation
      index += 16
    }
    var total = T.zero
    for lane in 0..<16 { total += partial[lane] }
    while index < n {
      total += h[index] * (x[index] - mean)
      index += 1
    }
    return total
  }
}
