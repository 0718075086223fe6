import Tensors
import Testing

@Suite("Selection, masks and tests of numbers")
struct SelectionTests {
  @Test("each number comes from the branch that its condition names, all three stretched")
  func values() {
    let condition = Tensor([[1], [0]])
    #expect(select(where: condition, Tensor([1, 2]), otherwise: -3) == Tensor([[1, 2], [-3, -3]]))
    #expect(select(where: condition, 0, otherwise: Tensor([[5, 6], [7, 8]])) == Tensor([[0, 0], [7, 8]]))
    #expect(Tensor([1, .nan]).replacing(with: 0, where: isNaN(Tensor([1, .nan]))) == Tensor([1, 0]))
  }

  @Test("the branch that was not taken gives no NaN to the gradient, whatever its slope there")
  func noLeak() {
    let x = Tensor([-1, 0, 2])
    let positive = x .> 0
    let functions: [(name: String, value: (Tensor) -> Tensor)] = [
      ("log", { log($0) }), ("sqrt", { sqrt($0) }), ("power", { pow($0, -0.5) }), ("quotient", { 1 / $0 }),
      ("quotient of itself", { $0 / $0 }),
      ("x log x", { $0 * log($0) }), ("tanh log", { tanh(log($0)) }), ("sigmoid log", { sigmoid(log($0)) }),
      ("softplus log", { softplus(log($0)) }),
      ("exp of 1 / x", { exp(1 / $0) }), ("square of log", { square(log($0)) }), ("elu log", { elu(log($0)) }),
      ("gelu log", { gelu(log($0)) }),
      ("sin log", { sin(log($0)) }),
    ]
    for function in functions {
      let slope = gradient(at: x) { select(where: positive, function.value($0), otherwise: 0).sum() }
      let expected = gradient(at: Tensor(2)) { function.value($0) }.scalar
      #expect(slope.isClose(to: Tensor([0, 0, expected]), within: 1e-6), "\(function.name): \(slope)")
      let second = gradient(at: x) { x in square(gradient(at: x) { select(where: positive, function.value($0), otherwise: 0).sum() }).sum()
      }
      #expect(second.isFinite && second[0..<2] == Tensor([0, 0]), "\(function.name): \(second)")
    }
  }

  @Test("masks tell NaN, infinity and finite numbers apart, and so do the tests of a whole tensor")
  func kinds() {
    let x = Tensor([1, .nan, .infinity, -.infinity])
    #expect(isNaN(x) == Tensor([0, 1, 0, 0]) && isInfinite(x) == Tensor([0, 0, 1, 1]) && isFinite(x) == Tensor([1, 0, 0, 0]))
    #expect(x.containsNaN && x.containsInfinity && !x.isFinite)
    #expect(!Tensor([1, 2]).containsNaN && !Tensor([.nan]).containsInfinity && !Tensor(zeros: [0]).containsNaN)
    var many = [Double](repeating: 1, count: 40_000)
    many[39_999] = .nan
    #expect(Tensor(many).containsNaN)
  }

  @Test("comparisons stretch: every pair of two rows meets")
  func outerComparison() {
    let x = Tensor([1, 2, 3])
    #expect((x.expanded(at: 1) .== x) == Tensor([[1, 0, 0], [0, 1, 0], [0, 0, 1]]))
    #expect(
      (x.expanded(at: 1) .< x).sum().scalar == 3 && (x .!= 2) == Tensor([1, 0, 1]) && (x .!= Tensor([1, 0, 3])) == Tensor([0, 1, 0]))
  }
}

@Suite("Extreme values")
struct ExtremeValueTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let x: [Double]
    let value: [Double]
    let slope: [Double]
    let function: @Sendable (Tensor) -> Tensor

    init(_ name: String, _ x: [Double], _ value: [Double], slope: [Double], _ function: @escaping @Sendable (Tensor) -> Tensor) {
      (testDescription, self.x, self.value, self.slope, self.function) = ("\(name) at \(x)", x, value, slope, function)
    }
  }

  private static let inf = Double.infinity
  private static let ends: [Double] = [-inf, -1e4, 0, 1e4, inf]

  /// Values and slopes (of the sum of the values) are the limits that the mathematics has there.
  static let cases: [Case] = [
    Case("sigmoid", ends, [0, 0, 0.5, 1, 1], slope: [0, 0, 0.25, 0, 0]) { sigmoid($0) },
    Case("tanh", ends, [-1, -1, 0, 1, 1], slope: [0, 0, 1, 0, 0]) { tanh($0) },
    Case("softplus", ends, [0, 0, 0.693_147_180_56, 1e4, inf], slope: [0, 0, 0.5, 1, 1]) { softplus($0) },
    Case("logSigmoid", ends, [-inf, -1e4, -0.693_147_180_56, 0, 0], slope: [1, 1, 0.5, 0, 0]) { logSigmoid($0) },
    Case("relu", ends, [0, 0, 0, 1e4, inf], slope: [0, 0, 0, 1, 1]) { relu($0) },
    Case("leakyReLU", ends, [-inf, -2e3, 0, 1e4, inf], slope: [0.2, 0.2, 0.2, 1, 1]) { leakyReLU($0) },
    Case("elu", ends, [-1, -1, 0, 1e4, inf], slope: [0, 0, 1, 1, 1]) { elu($0) },
    Case("gelu", ends, [0, 0, 0, 1e4, inf], slope: [0, 0, 0.5, 1, 1]) { gelu($0) },
    Case("exp", ends, [0, 0, 1, inf, inf], slope: [0, 0, 1, inf, inf]) { exp($0) },
    Case("log", [0, 1, inf], [-inf, 0, inf], slope: [inf, 1, 0]) { log($0) },
    Case("sqrt", [0, 4, inf], [0, 2, inf], slope: [inf, 0.25, 0]) { sqrt($0) },
    Case("safeSqrt", [0, 4, inf], [0, 2, inf], slope: [0, 0.25, 0]) { safeSqrt($0) },
    Case("pow 0", [0, 2, inf], [1, 1, 1], slope: [0, 0, 0]) { pow($0, 0) },
    Case("pow 1", [0, -2, inf], [0, -2, inf], slope: [1, 1, 1]) { pow($0, 1) },
    Case("pow 2", [0, -3, inf], [0, 9, inf], slope: [0, -6, inf]) { pow($0, 2) },
    Case("pow 0.5", [0, 4], [0, 2], slope: [inf, 0.25]) { pow($0, 0.5) },
    Case("pow -1", [0, 4, inf], [inf, 0.25, 0], slope: [-inf, -0.0625, 0]) { pow($0, -1) },
    Case("1 / x", [0, 4, inf], [inf, 0.25, 0], slope: [-inf, -0.0625, 0]) { 1 / $0 },
    Case("x / 0", [-1, 2], [-inf, inf], slope: [inf, inf]) { $0 / 0.0 },
    Case("clamp", ends, [-1, -1, 0, 2, 2], slope: [0, 0, 1, 0, 0]) { clamp($0, -1, 2) },
    Case("norm", [0, 0], [0], slope: [0, 0]) { norm($0) },
    Case("norm", [3, -4], [5], slope: [0.6, -0.8]) { norm($0) },
    Case("deviation of equal numbers", [2, 2, 2], [0], slope: [0, 0, 0]) { $0.standardDeviation() },
    Case("softmax", [1e30, -1e30, 0], [1, 0, 0], slope: [0, 0, 0]) { softmax($0, axis: 0) },
    Case("softmax", [inf, 0, -inf], [1, 0, 0], slope: [0, 0, 0]) { softmax($0, axis: 0) },
    Case("softmax", [-inf, -inf], [0.5, 0.5], slope: [0, 0]) { softmax($0, axis: 0) },
    Case("logSoftmax", [1e30, 1e30], [-0.693_147_180_56, -0.693_147_180_56], slope: [0, 0]) { logSoftmax($0, axis: 0) },
    Case("logSoftmax", [0, -1e30], [0, -1e30], slope: [-1, 1]) { logSoftmax($0, axis: 0) },
    Case("logSumExp", [-inf, -inf], [-inf], slope: [0.5, 0.5]) { logSumExp($0, axis: 0) },
    Case("logSumExp", [-inf, 3], [3], slope: [0, 1]) { logSumExp($0, axis: 0) },
    Case("logSumExp", [1e30, -1e30], [1e30], slope: [1, 0]) { logSumExp($0, axis: 0) },
    Case("logSumExp", [inf, 0], [inf], slope: [1, 0]) { logSumExp($0, axis: 0) },
  ]

  @Test("values and slopes are the limits of the mathematics, in either precision", arguments: cases)
  func limits(test: Case) {
    for dtype in [DType.float, .double] {
      let x = Tensor(test.x, dtype: dtype)
      let values = test.function(x).doubles
      let slopes = gradient(at: x) { test.function($0).sum() }.doubles
      #expect(values.count == test.value.count && zip(values, test.value).allSatisfy(agree), "\(dtype): \(values)")
      #expect(zip(slopes, test.slope).allSatisfy(agree), "\(dtype): slopes \(slopes)")
      // Side by side with another line, softmax and its kin take the other way through memory.
      if test.testDescription.hasPrefix("soft") || test.testDescription.hasPrefix("log") && test.testDescription.contains("S"),
        test.x.count < 4
      {
        let beside = stack([x, x], axis: 1)
        #expect(zip(test.function(beside).doubles, test.value.flatMap { [$0, $0] }).allSatisfy(agree))
      }
    }
  }

  /// To a millionth, both infinite with one sign, or both 0.
  private func agree(_ a: Double, _ b: Double) -> Bool { a == b || abs(a - b) <= 1e-6 * max(1, abs(b)) }

  @Test("the second order of the functions with limits is finite at their ends", arguments: [-1e4, -50, 0, 50, 1e4])
  func secondOrder(end: Double) {
    let functions: [(Tensor) -> Tensor] = [
      { sigmoid($0) }, { tanh($0) }, { softplus($0) }, { elu($0) }, { gelu($0) }, { norm($0 * 0) }, { safeSqrt(square($0)) },
    ]
    for function in functions {
      let slope = gradient(at: Tensor(end)) { x in square(gradient(at: x) { function($0) }) }
      #expect(slope.isFinite)
    }
  }
}
