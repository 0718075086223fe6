import Networks
import Tensors
import Testing

@Suite("Dropout")
struct DropoutTests {
  let ones = Tensor(ones: [400, 250])

  @Test("drops the share it was asked for, scales the rest up and keeps the mean", arguments: [0.1, 0.5, 0.8])
  func share(probability: Double) {
    let y = withSeed(1) { Dropout(probability)(ones) }
    let dropped = y .== 0
    #expect(abs(dropped.mean().scalar - probability) < 0.01)
    #expect(largestDifference(y, (1 - dropped) * (1 / (1 - probability))) < 1e-6)
    #expect(abs(y.mean().scalar - 1) < 0.03)
  }

  @Test("everything passes in evaluation, and with probability 0")
  func evaluation() {
    #expect(evaluating { Dropout(0.5)(ones) } == ones)
    #expect(Dropout(0)(ones) == ones)
  }

  @Test("the mask comes from the notebook's generator: the same seed, the same mask, and another one in the next call")
  func seeded() {
    let (first, second) = withSeed(2) { (Dropout()(ones), Dropout()(ones)) }
    #expect(withSeed(2) { Dropout()(ones) } == first)
    #expect(first != second)
  }

  @Test("the gradient passes where the number did, scaled as it was")
  func gradientIsMask() {
    var y = ones
    let slope = withSeed(3) {
      gradient(at: ones) { x in
        y = Dropout(0.25)(x)
        return y.sum()
      }
    }
    #expect(slope == y)
  }

  @Test("double precision stays double")
  func precision() {
    #expect(Dropout(0.5)(Tensor(ones: [4], dtype: .double)).dtype == .double)
  }
}
