import Tensors
import Testing

/// Compares gradients with central differences, in double precision.
///
/// The function's numbers are weighted with different numbers before they are summed, so that a rule that mixes them up is
/// seen. The error of a central difference is of the order h²: with h = 1e-5 it agrees with a right rule to about 1e-9.
enum GradientCheck {
  static let difference = 1e-5
  static let tolerance = 1e-6

  /// The largest deviation of the gradient from the differences, relative to the largest gradient or 1.
  static func error(at x: Tensor, of function: (Tensor) -> Tensor) -> Double {
    let scalarFunction = { (x: Tensor) -> Tensor in weightedSum(function(x)) }
    let computed = gradient(at: x, of: scalarFunction).doubles
    let expected = differences(at: x, of: scalarFunction)
    return largestDeviation(computed, expected)
  }

  /// The same for the gradient of the gradient.
  static func secondOrderError(at x: Tensor, of function: (Tensor) -> Tensor) -> Double {
    let slope = { (x: Tensor) -> Tensor in weightedSum(gradient(at: x) { weightedSum(function($0)) }) }
    return largestDeviation(gradient(at: x, of: slope).doubles, differences(at: x, of: slope))
  }

  private static func largestDeviation(_ computed: [Double], _ expected: [Double]) -> Double {
    let scale = max(1, expected.map(abs).max() ?? 0)
    return zip(computed, expected).map { abs($0 - $1) / scale }.max() ?? 0
  }

  private static func weightedSum(_ y: Tensor) -> Tensor {
    let weights = (0..<y.count).map { (index: Int) -> Double in 1 + 0.37 * Double(index % 7) - 0.05 * Double(index % 11) }
    return (y * Tensor(shape: y.shape, doubles: weights, dtype: .double)).sum()
  }

  private static func differences(at x: Tensor, of function: (Tensor) -> Tensor) -> [Double] {
    let numbers = x.doubles
    return numbers.indices.map { index in
      func value(_ offset: Double) -> Double {
        var moved = numbers
        moved[index] += offset
        return function(Tensor(shape: x.shape, doubles: moved, dtype: .double)).scalar
      }
      return (value(difference) - value(-difference)) / (2 * difference)
    }
  }

  /// Numbers away from 0 and from each other, where no function here has an edge.
  static func numbers(_ shape: [Int], from low: Double = -1.7, to high: Double = 1.9) -> Tensor {
    let count = shape.reduce(1, *)
    let values = (0..<count).map { index -> Double in
      let position = (Double((index * 7 + 3) % max(1, count)) + 0.5) / Double(max(1, count))
      let value = low + (high - low) * position
      return abs(value) < 0.05 ? value + 0.11 : value
    }
    return Tensor(shape: shape, doubles: values, dtype: .double)
  }
}
