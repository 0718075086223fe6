import Adversarial
import Datasets
import Tensors
import Testing

@Suite("Principal components")
struct PrincipalComponentsTests {
  @Test("points on a line have one direction, worked out by hand")
  func line() {
    let line = Tensor([[1, 1], [4, 5], [-2, -3]], dtype: .double)
    let components = PrincipalComponents(of: line, count: 1)
    let direction = components.directions.doubles
    #expect(abs(abs(direction[0]) - 0.6) < 1e-12 && abs(abs(direction[1]) - 0.8) < 1e-12)
    #expect(abs(components.variances[0] - 25) < 1e-12 && abs(components.explained - 1) < 1e-12)
    #expect(components.reconstructionErrors(of: line).allSatisfy { $0 < 1e-12 })
    // (5, -2) lies 5 across from the mean (1, 1).
    #expect(abs(components.reconstructionErrors(of: Tensor([[5, -2]]))[0] - 5) < 1e-12)
  }

  @Test("the mean squared error of what was fitted is the variance left out; with all directions nothing is")
  func error() {
    let x = withSeed(1) { normal(50, 6) }.converted(to: .double) * Tensor([3, 2, 1, 1, 0.5, 0.1], dtype: .double)
    let all = PrincipalComponents(of: x, count: 6)
    #expect(all.variances == all.variances.sorted(by: >))
    #expect(all.reconstructionErrors(of: x).max()! < 1e-12)
    let two = PrincipalComponents(of: x, count: 2)
    let squares = two.reconstructionErrors(of: x).reduce(0) { $0 + $1 * $1 }
    #expect(abs(squares / 49 - all.variances[2...].reduce(0, +)) < 1e-12)
    #expect(abs(two.explained - all.variances[..<2].reduce(0, +) / all.variances.reduce(0, +)) < 1e-12)
  }

  @Test("made of the zeros among the digits, they find every other digit stranger than new zeros")
  func anomalies() throws {
    let digits = try Digits.load()
    let zeros = digits.labels.indices.filter { digits.labels[$0] == 0 }
    let components = PrincipalComponents(of: digits.images.gathered(rows: Array(zeros[..<100])), count: 10)
    let fresh = components.reconstructionErrors(of: digits.images.gathered(rows: Array(zeros[100...])))
    let others = components.reconstructionErrors(of: digits.images.gathered(rows: digits.labels.indices.filter { digits.labels[$0] != 0 }))
    #expect(areaUnderROC(positives: others, negatives: fresh) > 0.97)
  }
}
