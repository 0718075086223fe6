import Adversarial
import Foundation
import Tensors
import Testing

@Suite("The inception score")
struct InceptionScoreTests {
  /// Certain answers, one class after the other.
  private func certain(_ count: Int, classes: Int) -> Tensor { Tensor(oneHot: (0..<count).map { $0 % classes }, classes: classes) }

  @Test("two samples are worked out by hand")
  func handValue() {
    let score = inceptionScore(probabilities: Tensor([[0.9, 0.1], [0.3, 0.7]], dtype: .double))
    let first = 0.9 * log(0.9 / 0.6) + 0.1 * log(0.1 / 0.4)
    let second = 0.3 * log(0.3 / 0.6) + 0.7 * log(0.7 / 0.4)
    #expect(abs(score.mean - exp((first + second) / 2)) < 1e-12)
  }

  @Test("it is the number of classes for certain and even answers, and 1 when all samples get one answer")
  func ends() {
    #expect(abs(inceptionScore(probabilities: certain(50, classes: 10)).mean - 10) < 1e-12)
    #expect(inceptionScore(probabilities: Tensor(oneHot: [Int](repeating: 4, count: 20), classes: 10)).mean == 1)
    #expect(abs(inceptionScore(probabilities: Tensor(repeating: 0.1, shape: [20, 10])).mean - 1) < 1e-12)
  }

  @Test("with one image a split it is 1 whatever the images are: the museum's wrong use")
  func oneImageASplit() {
    let score = inceptionScore(probabilities: certain(50, classes: 10), splits: 50)
    #expect(score.mean == 1 && score.deviation == 0)
  }

  @Test("small splits lower it, and splits in the order of classes ruin it")
  func splits() {
    let sorted = Tensor(oneHot: (0..<50).map { $0 / 5 }, classes: 10)
    #expect(abs(inceptionScore(probabilities: certain(50, classes: 10), splits: 10).mean - 5) < 1e-12)
    #expect(inceptionScore(probabilities: sorted, splits: 10).mean == 1)
  }

  @Test("it is blind inside a class: one certain image a class, repeated, scores like certain and different images")
  func blindInsideAClass() {
    let varied = withSeed(1) { normal(500, 10) * 0.5 + certain(500, classes: 10) * 30 }
    let collapsed = varied[0..<10].gathered(rows: (0..<500).map { $0 % 10 })
    let scores = [varied, collapsed].map { inceptionScore(probabilities: softmax($0, axis: 1)).mean }
    #expect(abs(scores[0] - scores[1]) < 1e-6 && scores[0] > 9.99)
  }

  @Test("the order of the samples does not matter within a split")
  func permutations() {
    let probabilities = softmax(withSeed(2) { normal(200, 7) * 2 }, axis: 1)
    let shuffled = probabilities.gathered(rows: withSeed(3) { permutation(200) })
    #expect(abs(inceptionScore(probabilities: probabilities).mean - inceptionScore(probabilities: shuffled).mean) < 1e-12)
  }
}
