import Tensors
import Testing

@Suite("Nested differentiation")
struct NestingTests {
  let x = Tensor([0.5, -1.5, 2], dtype: .double)

  @Test("three gradients inside each other give the third derivative")
  func thirdOrder() {
    let third = gradient(at: x) { x in
      gradient(at: x) { x in gradient(at: x) { pow($0, 4).sum() }.sum() }.sum()
    }
    #expect(third.isClose(to: x * 24))
  }

  @Test("what the closure captures is a constant of this differentiation")
  func capturesAreConstant() {
    let result = gradient(at: x) { y in (y * x).sum() }
    #expect(result == x)
  }

  @Test("an enclosing differentiation sees through what an inner one treats as constant")
  func outerSeesThroughInner() {
    // d/dw of |d/dx (w x²)|² with x as inner argument: (2 w x)² gives 8 w x².
    let w = Tensor([3, 4, 5], dtype: .double)
    let result = gradient(at: w) { w in
      square(gradient(at: x) { x in (w * square(x)).sum() }).sum()
    }
    #expect(result.isClose(to: w * square(x) * 8))
  }

  @Test("the inner argument is independent of the outer one it was made from")
  func innerArgumentOfOuterValue() {
    // y = x²; inner gradient of sum(y³) at y is 3 y²; d/dx sum(3 x⁴) = 12 x³.
    let result = gradient(at: x) { x in gradient(at: square(x)) { pow($0, 3).sum() }.sum() }
    #expect(result.isClose(to: pow(x, 3) * 12))
  }

  @Test("the gradient penalty of a linear critic is (norm w - 1)², and its gradient 2 (norm w - 1) w / norm w")
  func gradientPenaltyOfLinearCritic() {
    let w = Tensor([[3.0], [4.0]], dtype: .double)
    let samples = Tensor([[1, 2], [0, 1], [-1, 5]], dtype: .double)
    let (penalty, slope) = valueAndGradient(at: w) { w in
      let slopes = gradient(at: samples) { matmul($0, w).sum() }
      return square(sqrt(square(slopes).sum(axis: 1)) - 1).mean()
    }
    #expect(abs(penalty.scalar - 16) < 1e-12)
    #expect(slope.isClose(to: w * (2.0 * 4 / 5)))
  }

  @Test("a tensor that leaves its scope is a constant")
  func escapedTensorsAreConstant() {
    var escaped = Tensor(0)
    _ = gradient(at: x) { x in
      escaped = square(x)
      return escaped.sum()
    }
    let result = gradient(at: x) { x in (escaped * x).sum() }
    #expect(result.isClose(to: square(x)))
  }

  @Test("a parameter that the function does not use gets zeros")
  func unusedArgument() {
    #expect(gradient(at: x) { _ in Tensor(1, dtype: .double) } == Tensor(zeros: [3], dtype: .double))
  }

  @Test("the value that comes with a gradient is the function's value")
  func valueComesAlong() {
    let (value, slope) = valueAndGradient(at: x) { square($0).sum() }
    #expect(value.scalar == 6.5)
    #expect(slope == x * 2)
  }

  @Test("an error thrown inside the closure closes the scope and passes through")
  func throwingClosure() {
    struct Stop: Error {}
    #expect(throws: Stop.self) { try gradient(at: x) { _ -> Tensor in throw Stop() } }
    #expect(gradient(at: x) { $0.sum() } == Tensor(ones: [3], dtype: .double))
  }
}

extension Tensor {
  func isClose(to other: Tensor, within tolerance: Double = 1e-9) -> Bool {
    shape == other.shape
      && zip(doubles, other.doubles).allSatisfy { (left: Double, right: Double) -> Bool in
        Swift.abs(left - right) <= tolerance * Swift.max(1, Swift.abs(right))
      }
  }
}
