import Tensors

/// How far gradients of a function of one tensor, with a single number as its value, are from central differences in double precision.
enum GradientAgreement {
  static let tolerance = 1e-6

  /// The largest deviation of the gradient, relative to the largest difference or 1.
  static func firstOrder(at x: Tensor, of function: (Tensor) -> Tensor) -> Double {
    deviation(of: gradient(at: x) { function($0) }, from: centralDifferences(at: x, of: function))
  }

  /// The same for the gradient of a weighted sum of the gradient's numbers.
  static func secondOrder(at x: Tensor, of function: (Tensor) -> Tensor) -> Double {
    let numbers = (0..<x.count).map { (index: Int) -> Double in 1 + 0.37 * Double(index % 7) - 0.05 * Double(index % 11) }
    let weights = Tensor(shape: x.shape, doubles: numbers, dtype: .double)
    func slope(_ x: Tensor) -> Tensor { (gradient(at: x, of: function) * weights).sum() }
    return deviation(of: gradient(at: x) { slope($0) }, from: centralDifferences(at: x) { slope($0) })
  }

  static func deviation(of computed: Tensor, from expected: [Double]) -> Double {
    let scale = max(1, expected.map { Swift.abs($0) }.max() ?? 0)
    return zip(computed.doubles, expected).map { $0.isNaN ? .infinity : Swift.abs($0 - $1) / scale }.max() ?? 0
  }

  /// Numbers in -1.7...1.9 that are neither close to 0 and ±1 nor to each other, where losses have edges.
  static func numbers(_ shape: [Int], scale: Double = 1) -> Tensor {
    let count = shape.reduce(1, *)
    let values = (0..<count).map { index -> Double in
      let value = -1.7 + 3.6 * ((Double((index * 7 + 3) % count) + 0.5) / Double(count))
      return [0.0, 1, -1].contains { Swift.abs(value - $0) < 0.02 } ? value + 0.05 : value
    }
    return Tensor(shape: shape, doubles: values.map { $0 * scale }, dtype: .double)
  }
}

extension Tensor {
  /// Whether shapes are the same and numbers differ by at most `tolerance` times the larger of 1 and the number.
  func agrees(with other: Tensor, within tolerance: Double = 1e-12) -> Bool {
    shape == other.shape
      && zip(doubles, other.doubles).allSatisfy { (left: Double, right: Double) -> Bool in
        Swift.abs(left - right) <= tolerance * Swift.max(1, Swift.abs(right))
      }
  }
}
