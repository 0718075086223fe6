import Adversarial
import Tensors
import Testing

/// Losses that compare samples or features with each other.
@Suite("Losses of samples and features")
struct SampleLossesTests {
  let x = Tensor([[1.0, 2], [3, 4]], dtype: .double)
  let y = Tensor([[1.5, 2], [2, 8]], dtype: .double)

  @Test("errors, cycle and identity are worked out by hand")
  func handValues() {
    #expect(abs(meanAbsoluteError(x, y).scalar - 5.5 / 4) < 1e-12)
    #expect(abs(meanSquaredError(x, y).scalar - 17.25 / 4) < 1e-12)
    #expect(abs(cycleConsistencyLoss(original: x, reconstructed: y).scalar - 13.75) < 1e-12)
    #expect(abs(identityLoss(target: x, mapped: y).scalar - 6.875) < 1e-12)
    #expect(abs(autoencoderReconstructionLoss(original: x, reconstructed: y).scalar - 17.25 / 4) < 1e-12)
  }

  @Test("the best constant is the median for L1 and the mean for L2")
  func optima() {
    let data = Tensor([0, 1, 10], dtype: .double)
    func slope(_ loss: (Tensor, Tensor) -> Tensor, at constant: Double) -> Double {
      gradient(at: Tensor(constant, dtype: .double)) { loss($0.broadcast(to: [3]), data) }.scalar
    }
    #expect(abs(slope(meanAbsoluteError, at: 1)) < 1e-12)
    #expect(abs(slope(meanSquaredError, at: 11.0 / 3)) < 1e-12)
  }

  @Test("a cycle over a wrong pairing costs nothing: consistency asks for an inverse, not for a meaning")
  func cycleTrap() {
    let there = { (x: Tensor) -> Tensor in x.gathered(rows: [1, 0]) }
    #expect(cycleConsistencyLoss(original: x, reconstructed: there(there(x))).scalar == 0)
    #expect(cycleConsistencyLoss(original: x, reconstructed: there(x)).scalar > 0)
  }

  @Test("feature matching sees means and nothing else")
  func featureMatching() {
    #expect(abs(featureMatchingLoss(realFeatures: x, fakeFeatures: y).scalar - (0.0625 + 4)) < 1e-12)
    let collapsed = Tensor([[2, 3], [2, 3], [2, 3]], dtype: .double)
    #expect(featureMatchingLoss(realFeatures: x, fakeFeatures: collapsed).scalar == 0)
  }

  @Test("mode seeking falls with the distance that a distance of codes makes")
  func modeSeeking() {
    let latents = (Tensor([0, 0], dtype: .double), Tensor([1, 3], dtype: .double))
    let loss = modeSeekingLoss(samples: (x, y), latents: latents)
    #expect(abs(loss.scalar - 1 / (1.375 / 2 + 1e-5)) < 1e-9)
    #expect(modeSeekingLoss(samples: (x, x), latents: latents).scalar > 0.99e5)
    #expect(modeSeekingLoss(samples: (x, x + (y - x) * 2), latents: latents).scalar < loss.scalar * 0.51)
  }

  @Test("the autoencoder's discriminator takes the prior for real")
  func codes() {
    let (prior, code) = (Tensor([2, 3], dtype: .double), Tensor([-1, -2], dtype: .double))
    #expect(codeDiscriminatorLoss(priorLogits: prior, codeLogits: code) == minimaxDiscriminatorLoss(realLogits: prior, fakeLogits: code))
    #expect(codeGeneratorLoss(codeLogits: code).scalar > codeGeneratorLoss(codeLogits: prior).scalar)
  }
}
