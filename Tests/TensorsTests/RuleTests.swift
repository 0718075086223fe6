import Tensors
import Testing

/// A function with a name for the report, and where it is tried.
struct Rule: Sendable, CustomTestStringConvertible {
  let name: String
  let shape: [Int]
  let low: Double
  let function: @Sendable (Tensor) -> Tensor
  var testDescription: String { "\(name) at \(shape)" }

  init(_ name: String, _ shape: [Int] = [3, 4], from low: Double = -1.7, _ function: @escaping @Sendable (Tensor) -> Tensor) {
    self.name = name
    self.shape = shape
    self.low = low
    self.function = function
  }

  var point: Tensor { GradientCheck.numbers(shape, from: low) }
}

private func constant(_ shape: [Int], from low: Double = 0.3) -> Tensor { GradientCheck.numbers(shape, from: low, to: 2.3) }

@Suite("Rules of differentiation")
struct RuleTests {
  static let rules: [Rule] = [
    Rule("exp") { exp($0) },
    Rule("log", from: 0.2) { log($0) },
    Rule("tanh") { tanh($0) },
    Rule("sigmoid") { sigmoid($0) },
    Rule("softplus") { softplus($0) },
    Rule("logSigmoid") { logSigmoid($0) },
    Rule("relu") { relu($0) * $0 },
    Rule("leakyReLU") { leakyReLU($0, 0.2) * $0 },
    Rule("sqrt", from: 0.2) { sqrt($0) },
    Rule("abs") { abs($0) * $0 },
    Rule("square") { square($0) },
    Rule("sin") { sin($0) },
    Rule("cos") { cos($0) },
    Rule("pow 3") { pow($0, 3) },
    Rule("pow 0.5", from: 0.2) { pow($0, 0.5) },
    Rule("clamp") { clamp($0, -0.8, 0.9) * $0 },
    Rule("negation") { -$0 * $0 },
    Rule("+ same") { $0 + $0 * $0 },
    Rule("- constant") { square(1 - $0) - 0.5 },
    Rule("* row") { $0 * constant([4]) * $0 },
    Rule("* column") { $0 * constant([3, 1]) * $0 },
    Rule("* scalar") { $0 * constant([]) * $0 },
    Rule("row of it", [4]) { square($0 * constant([3, 4])) },
    Rule("column of it", [3, 1]) { square($0 * constant([3, 4])) },
    Rule("scalar of it", []) { square($0 * constant([3, 4])) },
    Rule("both stretched", [3, 1]) { square($0 + constant([1, 4])) },
    Rule("inner axis stretched", [2, 1, 3]) { square($0 * constant([2, 4, 3])) },
    Rule("/ numerator") { square($0 / constant([4])) },
    Rule("/ denominator", from: 0.4) { constant([3, 4]) / $0 },
    Rule("/ number", from: 0.4) { 2 / $0 + $0 / 3 },
    Rule("max of two") { max($0, constant([3, 4], from: -2)) * $0 },
    Rule("min of two") { min($0, constant([3, 4], from: -2)) * $0 },
    Rule("sum") { square($0.sum()) },
    Rule("sum axis 0") { square($0.sum(axis: 0)) },
    Rule("sum last axis kept") { square($0.sum(axis: -1, keepingAxis: true)) * $0 },
    Rule("sum of outer axes", [2, 3, 4]) { square($0.sum(axes: [0, 2])) },
    Rule("sum of the middle axis", [2, 3, 4]) { square($0.sum(axis: 1)) },
    Rule("mean") { square($0).mean() * $0.mean() },
    Rule("variance") { $0.variance(axis: 0) * $0.variance() },
    Rule("max along an axis") { square($0.max(axis: 1)) },
    Rule("max of all") { square($0.max()) },
    Rule("logSumExp") { square(logSumExp($0, axis: 1)) },
    Rule("softmax") { square(softmax($0, axis: 0)) },
    Rule("logSoftmax") { square(logSoftmax($0, axis: 1)) },
    Rule("reshape") { square($0.reshaped(to: [2, 6])) },
    Rule("transposed") { square($0.transposed()) * constant([4, 3]) },
    Rule("permuted", [2, 3, 4]) { square($0.permuted([2, 0, 1])) * constant([4, 2, 3]) },
    Rule("broadcast", [3, 1]) { square($0.broadcast(to: [2, 3, 4])) * constant([2, 3, 4]) },
    Rule("gathered") { square($0.gathered(rows: [2, 0, 2, 1])) },
    Rule("sliced") { square($0.sliced(axis: 1, 1..<3)) },
    Rule("subscripts") { square($0[1]) + square($0[2]) * $0[0] },
    Rule("concatenated") { square(concatenate([$0, $0 * 2, constant([3, 4])], axis: 1)) },
    Rule("matmul left") { square(matmul($0, constant([4, 5]))) },
    Rule("matmul right") { square(matmul(constant([5, 3]), $0)) },
    Rule("matmul with itself", [3, 3]) { matmul($0, $0) },
    Rule("matmul, left transposed") { square(matmul($0, transposed: true, constant([3, 2]), transposed: false)) },
    Rule("matmul, right transposed") { square(matmul(constant([2, 4]), transposed: false, $0, transposed: true)) },
    Rule("matmul, both transposed") { square(matmul($0, transposed: true, constant([5, 3]), transposed: true)) },
    Rule("dense input") { square(affine($0, weight: constant([4, 5], from: -1), bias: constant([5]), activation: .none)) },
    Rule("dense input, leaky") {
      square(affine($0, weight: constant([4, 5], from: -1), bias: constant([5]), activation: .leakyReLU(slope: 0.2)))
    },
    Rule("dense input, tanh") { affine($0, weight: constant([4, 5], from: -1), bias: constant([5]), activation: .hyperbolicTangent) },
    Rule("dense weight, sigmoid") { affine(constant([6, 3], from: -1), weight: $0, bias: constant([4]), activation: .sigmoid) },
    Rule("dense weight, leaky") {
      square(affine(constant([6, 3], from: -1), weight: $0, bias: constant([4]), activation: .leakyReLU(slope: 0.1)))
    },
    Rule("dense bias, tanh", [4]) {
      affine(constant([6, 3], from: -1), weight: constant([3, 4], from: -1), bias: $0, activation: .hyperbolicTangent)
    },
  ]

  @Test("agrees with central differences", arguments: rules)
  func firstOrder(rule: Rule) {
    #expect(GradientCheck.error(at: rule.point, of: rule.function) < GradientCheck.tolerance)
  }

  @Test("agrees with central differences of the gradient in the second order", arguments: rules)
  func secondOrder(rule: Rule) {
    #expect(GradientCheck.secondOrderError(at: rule.point, of: rule.function) < GradientCheck.tolerance)
  }

  @Test("a rule that is wrong by 0.1 % fails the check", arguments: [1.001, 0.999])
  func wrongRule(factor: Double) {
    let wrong = Operation("wrong square", evaluate: { square($0[0]) }, rules: [{ $0.gradient * $0.x * (2 * factor) }])
    let right = Operation("right square", evaluate: { square($0[0]) }, rules: [{ $0.gradient * $0.x * 2 }])
    let point = GradientCheck.numbers([3, 4])
    #expect(GradientCheck.error(at: point) { wrong($0) } > 100 * GradientCheck.tolerance)
    #expect(GradientCheck.error(at: point) { right($0) } < GradientCheck.tolerance)
  }

  @Test("a first-order rule that hides its argument fails the check of the second order")
  func wrongSecondOrder() {
    let blind = Operation("blind cube", evaluate: { pow($0[0], 3) }, rules: [{ $0.gradient * square($0.x.withoutGradient) * 3 }])
    let point = GradientCheck.numbers([5])
    #expect(GradientCheck.error(at: point) { blind($0) } < GradientCheck.tolerance)
    #expect(GradientCheck.secondOrderError(at: point) { blind($0) } > 100 * GradientCheck.tolerance)
  }
}
