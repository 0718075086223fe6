import Adversarial
import Foundation
import Tensors
import Testing

@Suite("The area under the ROC curve")
struct AreaUnderROCTests {
  @Test("it is the share of pairs in the right order, ties half")
  func handValues() {
    #expect(areaUnderROC(positives: [3, 4], negatives: [1, 2]) == 1)
    #expect(areaUnderROC(positives: [1, 2], negatives: [3, 4]) == 0)
    #expect(areaUnderROC(positives: [2, 5, 3], negatives: [1, 3]) == 4.5 / 6)
    #expect(areaUnderROC(positives: [7, 7], negatives: [7]) == 0.5)
  }

  @Test("it is the double sum over all pairs, and exchanging the kinds turns it round")
  func pairs() {
    let (a, b) = withSeed(1) { (randomIndices(40, below: 20).map(Double.init), randomIndices(31, below: 15).map(Double.init)) }
    let sum = a.reduce(0.0) { sum, x in b.reduce(sum) { $0 + (x > $1 ? 1 : x == $1 ? 0.5 : 0) } }
    #expect(abs(areaUnderROC(positives: a, negatives: b) - sum / (40 * 31)) < 1e-14)
    #expect(abs(areaUnderROC(positives: a, negatives: b) + areaUnderROC(positives: b, negatives: a) - 1) < 1e-14)
  }

  @Test("for two Gaussians it is Phi of their distance over sqrt 2")
  func gaussians() {
    let area = withSeed(2) { areaUnderROC(positives: (normal(4_000) + 1).doubles, negatives: normal(4_000).doubles) }
    #expect(abs(area - 0.5 * erfc(-0.5)) < 0.02)
  }
}
