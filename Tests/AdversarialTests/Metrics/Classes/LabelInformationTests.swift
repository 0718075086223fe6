import Adversarial
import Foundation
import Tensors
import Testing

@Suite("Mutual information")
struct MutualInformationTests {
  @Test("a table of counts is worked out by hand")
  func handValue() {
    // Counts 3 and 1 in the first row, 0 and 4 in the second.
    let first = [0, 0, 0, 0, 1, 1, 1, 1], second = [0, 0, 0, 1, 1, 1, 1, 1]
    let expected = 3.0 / 8 * log(3 * 8 / (4 * 3.0)) + 1.0 / 8 * log(8 / (4 * 5.0)) + 4.0 / 8 * log(4 * 8 / (4 * 5.0))
    #expect(abs(mutualInformation(first, second) - expected) < 1e-15)
    #expect(abs(mutualInformation(second, first) - expected) < 1e-15)
  }

  @Test("it is log k when one labelling renames the other, and about 0 for independent ones")
  func ends() {
    let codes = (0..<100).map { $0 % 10 }
    #expect(abs(mutualInformation(codes, codes.map { ($0 + 3) % 10 }) - log(10)) < 1e-12)
    #expect(mutualInformation(codes, [Int](repeating: 4, count: 100)) == 0)
    let (a, b) = withSeed(1) { (randomIndices(20_000, below: 5), randomIndices(20_000, below: 5)) }
    // The estimate's bias is (5 - 1)² / (2 n) = 0.0004.
    #expect(mutualInformation(a, b) < 0.0016)
  }
}
