import Adversarial
import Tensors
import Testing

@Suite("Linear regression")
struct LinearRegressionTests {
  @Test("three points are worked out by hand")
  func handValue() {
    // Means 1 and 5/3, slope 2 / 2; errors 1/3, -2/3, 1/3 and deviations -2/3, -2/3, 4/3: R² = 1 - (6/9) / (24/9).
    let (x, y) = (Tensor([[0], [1], [2]], dtype: .double), Tensor([[1], [1], [3]], dtype: .double))
    let line = LinearRegression(inputs: x, targets: y)
    #expect(abs(line.weights.scalar - 1) < 1e-12 && abs(line.bias.scalar - 2.0 / 3) < 1e-12)
    #expect(abs(line.rSquared(inputs: x, targets: y)[0] - 0.75) < 1e-12)
  }

  @Test("what is linear is found exactly, and noise has no R² on fresh inputs")
  func exact() {
    let (x, noise) = withSeed(1) { (normal(200, 5).converted(to: .double), normal(200, 1).converted(to: .double)) }
    let weights = withSeed(2) { normal(5, 2) }.converted(to: .double)
    let targets = concatenate([matmul(x, weights) + 3, noise], axis: 1)
    let fitted = LinearRegression(inputs: x[0..<100], targets: targets[0..<100])
    let scores = fitted.rSquared(inputs: x[100..<200], targets: targets[100..<200])
    #expect(abs(scores[0] - 1) < 1e-12 && abs(scores[1] - 1) < 1e-12)
    #expect(scores[2] < 0.05)
    #expect(abs(fitted.weights.sliced(axis: 1, 0..<2) - weights).max().scalar < 1e-12)
  }

  @Test("an input given twice, and one that is constant, do no harm")
  func singular() {
    let x = withSeed(3) { normal(50, 2) }.converted(to: .double)
    let doubled = concatenate([x, x, Tensor(ones: [50, 1], dtype: .double)], axis: 1)
    let targets = matmul(x, Tensor([[2], [-1]], dtype: .double))
    let fitted = LinearRegression(inputs: doubled, targets: targets)
    #expect(abs(fitted.rSquared(inputs: doubled, targets: targets)[0] - 1) < 1e-12)
    #expect(zip(fitted.weights.doubles, [1, -0.5, 1, -0.5, 0]).allSatisfy { abs($0 - $1) < 1e-10 })
  }

  @Test("a constant target has no R²")
  func constant() {
    let x = withSeed(4) { normal(20, 2) }
    let y = Tensor(ones: [20, 1])
    #expect(LinearRegression(inputs: x, targets: y).rSquared(inputs: x, targets: y)[0].isNaN)
  }
}
