import Tensors
import Testing

private func constant(_ shape: [Int], from low: Double = 0.3) -> Tensor { GradientCheck.numbers(shape, from: low, to: 2.3) }

@Suite("Rules of the operations on shapes, places and axes")
struct TensorRuleTests {
  static let shapes: [Rule] = [
    Rule("exchanged axes", [2, 3, 5]) { square($0.transposed(0, -1)) * constant([5, 3, 2]) },
    Rule("permuted four axes", [3, 2, 1, 5]) { square($0.permuted([3, 0, 2, 1])) * constant([5, 3, 1, 2]) },
    Rule("expanded and squeezed", [3, 1, 5]) { square($0.expanded(at: -1).squeezed(axis: 1)) * constant([3, 5, 1]) },
    Rule("tiled", [2, 3]) { square($0.tiled([2, 1, 3])) * constant([2, 2, 9]) },
    Rule("repeated", [2, 3, 1]) { square($0.repeated(3, axis: 1)) * constant([2, 9, 1]) },
    Rule("split", [5, 2]) { square($0.split(lengths: [2, 0, 3])[2]) * $0.split(lengths: [2, 3])[1] },
    Rule("stacked", [3, 5]) { square(stack([$0, $0 * 3, constant([3, 5])], axis: -1)) },
    Rule("concatenated, first axis", [1, 5]) { square(concatenate([$0, constant([2, 5]), $0])) },
    Rule("sliced with a step", [9, 3]) { square($0.sliced(axis: 0, 1..<9, step: 4)) },
    Rule("flipped", [3, 1, 5]) { square($0.flipped(axes: [0, -1])) * constant([3, 1, 5]) },
    Rule("padded", [2, 3]) { square($0.padded([(1, 0), (2, 3)], with: 2)) * constant([3, 8]) },
    Rule("padded image", [1, 2, 3, 2]) { square($0.padded(1)) * constant([1, 4, 5, 2]) },
    Rule("padded by reflection", [1, 4, 3, 2]) { square($0.paddedByReflection(2)) * constant([1, 8, 7, 2]) },
    Rule("mixed subscript", [3, 5, 2]) { square($0[1..., 2]) * $0[..<2, 4] },
    Rule("subscript with all axes between", [3, 5, 2]) { square($0[1, ..., 0]) * $0[..., 2, 1][0] },
    Rule("subscript with a negative stride", [8]) { square($0[stride(from: 7, through: 0, by: -3)]) },
    Rule("written row", [3, 4]) {
      var x = $0
      x[1] = square($0[2])
      x[..., 2..<4] = constant([2])
      x[0, 1] = $0.sum()
      return square(x)
    },
  ]

  static let places: [Rule] = [
    Rule("gathered along the last axis", [2, 3, 5]) { square($0.gathered([4, 0, 4, 2], axis: -1)) },
    Rule("gathered along the middle axis", [2, 3, 5]) { square($0.gathered([1, 1, 0], axis: 1)) * constant([2, 3, 5]) },
    Rule("picked", [3, 5]) { square($0.picked([4, 0, 2], axis: 1)) },
    Rule("picked along the first axis", [3, 2, 2]) { square($0.picked([2, 0, 1, 1], axis: 0)) },
    Rule("sorted", [3, 5]) { square($0.sorted()) * constant([3, 5]) },
    Rule("sorted along the first axis, descending", [5, 1, 3]) { square($0.sorted(axis: 0, descending: true)) * constant([5, 1, 3]) },
    Rule("cumulative sum", [2, 5, 3]) { square($0.cumulativeSum(axis: 1)) },
    Rule("cumulative sum of a row", [9]) { square($0.cumulativeSum(axis: -1)) },
    Rule("selected", [3, 4]) { select(where: $0 .> 0.1, square($0), otherwise: exp($0)) },
    Rule("selected and stretched", [3, 1]) { square(select(where: constant([1, 5]) .> 1, $0, otherwise: $0 * $0)) },
    Rule("replaced", [2, 3]) { square($0.replacing(with: 3, where: $0 .< 0)) },
  ]

  static let axes: [Rule] = [
    Rule("sum of axes that are no neighbours", [3, 2, 1, 5]) { square($0.sum(axes: [0, -1])) },
    Rule("sum of axes 0 and 2", [3, 4, 2, 5]) { square($0.sum(axes: [0, 2], keepingAxes: true)) * $0 },
    Rule("variance of axes", [2, 3, 5]) { square($0.variance(axes: [0, 2])) },
    Rule("deviation of axes", [2, 3, 5]) { $0.standardDeviation(axes: [1, 2], keepingAxes: true, epsilon: 1e-3) * $0 },
    Rule("deviation of all", [9]) { $0.standardDeviation() },
    Rule("max of axes", [3, 2, 5]) { square($0.max(axes: [0, 2])) },
    Rule("min of axes kept", [3, 2, 5]) { square($0.min(axes: [-1, 1], keepingAxes: true)) * $0 },
    Rule("min of all", [1, 5]) { square($0.min()) },
    Rule("logSumExp of axes", [2, 3, 5]) { square(logSumExp($0, axes: [0, 1])) },
    Rule("logSumExp of axes that are no neighbours", [2, 3, 5]) { square(logSumExp($0, axes: [0, 2], keepingAxes: true)) * $0 },
    Rule("softmax of axes", [2, 3, 5]) { square(softmax($0, axes: [1, 2])) * constant([2, 3, 5]) },
    Rule("softmax of axes that are no neighbours", [2, 3, 5]) { softmax($0, axes: [0, -1]) * constant([2, 3, 5]) },
    Rule("logSoftmax of the first axis", [5, 3]) { square(logSoftmax($0, axis: 0)) },
    Rule("norm", [3, 5]) { norm($0) },
    Rule("norm of an axis", [3, 5]) { norm($0, axis: -1, keepingAxis: true) * $0 },
  ]

  static let functions: [Rule] = [
    Rule("elu") { elu($0, alpha: 0.7) * $0 },
    Rule("gelu") { gelu($0) },
    Rule("safeSqrt", from: 0.2) { safeSqrt($0) },
    Rule("pow 2") { pow($0, 2) },
    Rule("pow -1", from: 0.3) { pow($0, -1) },
    Rule("pow -1.5", from: 0.3) { pow($0, -1.5) },
    Rule("quotient stretched", [3, 1], from: 0.4) { constant([1, 5]) / $0 + $0 / constant([2, 1, 5]) },
    Rule("image and style", [2, 1, 1, 3]) { square($0 * constant([2, 3, 5, 3])) + exp($0) * constant([2, 3, 5, 3]) },
    Rule("style of an image", [2, 3, 2, 3]) { square($0 * constant([2, 1, 1, 3])) },
    Rule("middle axis stretched, many columns", [2, 1, 17]) { square($0 - constant([2, 5, 17])) },
    Rule("three axes against three", [3, 1, 2, 1]) { square($0 * constant([5, 1, 3])) },
  ]

  static let products: [Rule] = [
    Rule("batched product, left", [2, 3, 4]) { square(matmul($0, constant([2, 4, 5]))) },
    Rule("batched product, right", [2, 4, 5]) { square(matmul(constant([2, 3, 4]), $0)) },
    Rule("batched product with itself", [2, 3, 3]) { matmul($0, $0) },
    Rule("batched product with its transpose", [2, 3, 4]) { square(matmul($0, transposed: true, $0, transposed: false)) },
    Rule("batched product, both transposed", [2, 4, 3]) { square(matmul($0, transposed: true, constant([2, 5, 4]), transposed: true)) },
    Rule("matrix for every batch, left", [4, 3]) { square(matmul($0, constant([2, 3, 5]))) },
    Rule("matrix for every batch, right", [4, 3]) { square(matmul(constant([2, 5, 4]), $0)) },
    Rule("matrix for every batch, right transposed", [3, 4]) {
      square(matmul(constant([2, 1, 5, 4]), transposed: false, $0, transposed: true))
    },
    Rule("batches stretched", [3, 1, 2, 4]) { square(matmul($0, constant([5, 4, 3]))) },
    Rule("batches stretched, right", [5, 4, 3]) { square(matmul(constant([3, 1, 2, 4]), $0)) },
  ]

  static let all = shapes + places + axes + functions + products

  @Test("agrees with central differences", arguments: all)
  func firstOrder(rule: Rule) {
    #expect(GradientCheck.error(at: rule.point, of: rule.function) < GradientCheck.tolerance)
  }

  @Test("agrees with central differences of the gradient in the second order", arguments: all)
  func secondOrder(rule: Rule) {
    #expect(GradientCheck.secondOrderError(at: rule.point, of: rule.function) < GradientCheck.tolerance)
  }

  @Test(
    "the fused gradients of softmax and logSoftmax are those made of operations",
    arguments: [([3, 7], [1]), ([5, 3], [0]), ([2, 3, 5], [1]), ([2, 3, 5], [0, 2])])
  func fusedGradients(shape: [Int], axes: [Int]) {
    let x = GradientCheck.numbers(shape), weights = constant(shape)
    for function in [softmax(_:axes:), logSoftmax(_:axes:)] as [(Tensor, [Int]) -> Tensor] {
      let fused = gradient(at: x) { (function($0, axes) * weights).sum() }
      // Seen by an enclosing differentiation, the same gradient is made of operations.
      var composed = fused
      _ = gradient(at: x) { x in
        composed = gradient(at: x) { (function($0, axes) * weights).sum() }
        return composed.sum()
      }
      #expect(fused.isClose(to: composed.withoutGradient, within: 1e-12))
    }
  }
}
