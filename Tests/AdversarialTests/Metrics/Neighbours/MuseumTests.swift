import Adversarial
import Datasets
import Foundation
import Tensors
import Testing

/// Noise that "covers" modes: a score that counts modes alone takes it for a success.
@Suite("The museum: noise that covers modes")
struct MuseumTests {
  @Test("2,500 points of a bare circle cover all 8 modes of the ring, and their quality gives them away")
  func circle() {
    let ring = Mixture.ring()
    let circle = withSeed(1) { () -> Tensor in
      let angles = uniform(2_500, 1, in: 0...(2 * .pi))
      return concatenate([2 * cos(angles), 2 * sin(angles)], axis: 1)
    }
    let (noise, data) = (ring.coverage(of: circle), withSeed(2) { ring.coverage(of: ring.sample(2_500)) })
    #expect(noise.modes == 8 && noise.reverseKL < 0.01)
    // Each mode's arc within three deviations is 4 asin(0.3 / 4) of the angle.
    #expect(abs(noise.highQuality - 8 * 4 * asin(0.3 / 4) / (2 * .pi)) < 0.04)
    #expect(data.highQuality > 0.98)
  }

  @Test("a uniform square hits 20.8 of the grid's 25 modes with at least one good sample, and 2 % of its samples are good")
  func square() {
    let grid = Mixture.grid()
    let scores = withSeed(3) { (0..<40).map { _ in grid.coverage(of: uniform(2_500, 2, in: -5...5)) } }
    let hit = Estimate(over: scores.map { score in Double(score.counts.count { $0 > 0 }) })
    // A mode is missed with probability (1 - pi 0.15² / 100)^2500.
    let expected = 25 * (1 - pow(1 - Double.pi * 0.15 * 0.15 / 100, 2_500.0))
    #expect(abs(expected - 20.8) < 0.1)
    #expect(abs(hit.mean - expected) < 4 * hit.standardError)
    // More than one in a hundred is asked of a mode here: noise has none.
    #expect(scores.allSatisfy { $0.modes == 0 && $0.highQuality < 0.03 })
  }

  @Test("measures of samples see the noise too: precision and coverage fall, and the MMD at the modes' own scale grows")
  func otherMeasures() {
    let ring = Mixture.ring()
    let (data, other, circle) = withSeed(4) { () -> (Tensor, Tensor, Tensor) in
      let angles = uniform(1_000, 1, in: 0...(2 * .pi))
      return (ring.sample(1_000), ring.sample(1_000), concatenate([2 * cos(angles), 2 * sin(angles)], axis: 1))
    }
    #expect(PrecisionAndRecall(real: data, generated: other).precision > 0.95)
    #expect(PrecisionAndRecall(real: data, generated: circle).precision < 0.6)
    #expect(DensityAndCoverage(real: data, generated: circle).coverage < 0.5)
    #expect(squaredMMD(data, circle, bandwidths: [0.2]) > 20 * abs(squaredMMD(data, other, bandwidths: [0.2])))
    // Two moments do not tell a circle from its modes.
    #expect(frechetDistance(real: data, generated: circle) < 0.03)
  }
}
