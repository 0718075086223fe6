import Tensors

/// Compares the gradient of a scalar function with central differences in double precision.
enum DifferenceCheck {
  /// The largest deviation, relative to the largest gradient or 1.
  static func error(at x: Tensor, of function: (Tensor) -> Tensor) -> Double {
    let computed = gradient(at: x, of: function).doubles
    let numbers = x.doubles
    let expected = numbers.indices.map { index -> Double in
      func value(_ offset: Double) -> Double {
        var moved = numbers
        moved[index] += offset
        return function(Tensor(shape: x.shape, doubles: moved, dtype: .double)).scalar
      }
      return (value(1e-5) - value(-1e-5)) / 2e-5
    }
    let scale = max(1, expected.map(Swift.abs).max() ?? 0)
    return zip(computed, expected).map { Swift.abs($0 - $1) / scale }.max() ?? 0
  }

  /// The same for the sum of the squares of the gradient.
  static func secondOrderError(at x: Tensor, of function: (Tensor) -> Tensor) -> Double {
    error(at: x) { square(gradient(at: $0, of: function)).sum() }
  }
}

extension Module {
  /// The model with its parameters in double precision.
  func inDoublePrecision() -> Self {
    var result = self
    result.forEachParameter { parameter, _ in parameter = parameter.converted(to: .double) }
    return result
  }
}

func doubles(_ shape: Int..., seed: UInt64) -> Tensor { withSeed(seed) { normal(shape: shape) }.converted(to: .double) }

func largestDifferenceOfDoubles(_ a: Tensor, _ b: Tensor) -> Double { zip(a.doubles, b.doubles).map { Swift.abs($0 - $1) }.max() ?? 0 }
