import Adversarial
import Tensors
import Testing

@Suite("Accuracy of labels without names")
struct MatchedAccuracyTests {
  @Test("a renaming is perfect, and a code can name one class only")
  func handValues() {
    #expect(matchedAccuracy(codes: [2, 2, 0, 1], classes: [0, 0, 1, 2]) == 1)
    #expect(matchedAccuracy(codes: [0, 0, 0, 0], classes: [0, 0, 1, 2]) == 0.5)
    // Codes 0 and 1 both hold class 0: only one of them can have it.
    #expect(matchedAccuracy(codes: [0, 0, 1, 1, 1], classes: [0, 0, 0, 0, 1]) == 3.0 / 5)
  }

  @Test("the greedy naming can be worse: the best one is found")
  func notGreedy() {
    // Counts: code 0 has 3 of class 0 and 2 of class 1, code 1 has 3 of class 0 and none of class 1.
    let codes = [0, 0, 0, 0, 0, 1, 1, 1], classes = [0, 0, 0, 1, 1, 0, 0, 0]
    #expect(matchedAccuracy(codes: codes, classes: classes) == 5.0 / 8)
  }

  @Test("it is the best of all permutations", arguments: 1...20)
  func exhaustive(seed: UInt64) {
    let (codes, classes) = withSeed(seed) { (randomIndices(40, below: 5), randomIndices(40, below: 5)) }
    var best = 0
    func search(_ names: [Int]) {
      if names.count < 5 { return (0..<5).filter { !names.contains($0) }.forEach { search(names + [$0]) } }
      best = max(best, zip(codes, classes).count { names[$0] == $1 })
    }
    search([])
    #expect(matchedAccuracy(codes: codes, classes: classes) == Double(best) / 40)
  }
}
