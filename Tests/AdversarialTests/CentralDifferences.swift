import Tensors

/// The gradient of a function, by central differences in double precision.
func centralDifferences(at point: Tensor, of function: (Tensor) -> Tensor, step: Double = 1e-5) -> [Double] {
  let numbers = point.doubles
  return numbers.indices.map { index in
    func value(_ offset: Double) -> Double {
      var moved = numbers
      moved[index] += offset
      return function(Tensor(shape: point.shape, doubles: moved, dtype: .double)).scalar
    }
    return (value(step) - value(-step)) / (2 * step)
  }
}
