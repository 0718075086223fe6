import Adversarial
import Datasets
import Foundation
import Tensors
import Testing

@Suite("The test for memorisation", .serialized)
struct MemorisationTests {
  @Test("share and score are worked out by hand, ties included")
  func handValue() {
    // Distances to the nearest of 0 and 10: samples 1, 0, 2; held-out points 2, 3.
    let result = Memorisation(of: Tensor([[1], [10], [8]]), training: Tensor([[0], [10]]), heldOut: Tensor([[-2], [7]]))
    #expect(result.share == 5.5 / 6)
    #expect(abs(result.score + (5.5 / 6 - 0.5) / (6.0 / 72).squareRoot()) < 1e-12)
    #expect(result.copies == 1.0 / 3)
  }

  @Test("held-out digits pass, copies fail, and so do copies under a little noise")
  func digits() throws {
    let parts = try Digits.load().split(0.5, 0.25, 0.25, seed: 1)
    let (training, heldOut, fresh) = (parts[0].images, parts[1].images, parts[2].images)
    let honest = Memorisation(of: fresh, training: training, heldOut: heldOut)
    #expect(honest.passes() && abs(honest.share - 0.5) < 0.06 && honest.copies == 0)
    let copied = Memorisation(of: training[0..<400], training: training, heldOut: heldOut)
    #expect(!copied.passes() && copied.share == 1 && copied.copies == 1 && copied.score < -20)
    let noisy = Memorisation(of: training[0..<400] + withSeed(2) { normal(400, 64) * 0.1 }, training: training, heldOut: heldOut)
    #expect(!noisy.passes() && noisy.copies == 0)
  }

  @Test("the score of honest samples is a standard normal number: it rarely passes two, and scatters as it should")
  func calibration() {
    let scores = withSeed(3) {
      (0..<300).map { _ in Memorisation(of: normal(40, 2), training: normal(5_000, 2), heldOut: normal(60, 2)).score }
    }
    let estimate = Estimate(over: scores)
    #expect(abs(estimate.mean) < 0.25 && abs(estimate.deviation - 1) < 0.17)
  }

  @Test("samples that are nowhere near the data pass with a large score: the test is for copies alone")
  func farAway() {
    let result = withSeed(4) { Memorisation(of: normal(100, 2) + 30, training: normal(100, 2), heldOut: normal(100, 2)) }
    #expect(result.passes() && result.share == 0 && result.score > 10)
  }
}
