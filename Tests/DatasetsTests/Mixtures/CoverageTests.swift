import Datasets
import Foundation
import Tensors
import Testing

@Suite("Coverage of a mixture")
struct CoverageTests {
  let ring = Mixture.ring(modes: 8, radius: 2, deviation: 0.1)

  @Test("the data itself covers all modes and is good at the rate of three deviations in the plane")
  func perfect() {
    let coverage = withSeed(5) { ring.coverage(of: ring.sample(20_000)) }
    #expect(coverage.modes == 8)
    // 1 - exp(-9/2) = 0.98889, five standard errors.
    #expect(abs(coverage.highQuality - (1 - exp(-4.5))) < 0.004)
    #expect(coverage.reverseKL < 0.002)
    #expect(coverage.counts.reduce(0, +) == Int((coverage.highQuality * 20_000).rounded()))
  }

  @Test("a generator that emits one centre scores one mode, all good, and a divergence of log 8")
  func collapsed() {
    let coverage = ring.coverage(of: ring.centres.gathered(rows: [Int](repeating: 3, count: 500)))
    #expect(coverage == Coverage(modes: 1, of: 8, highQuality: 1, reverseKL: log(8), counts: [0, 0, 0, 500, 0, 0, 0, 0]))
  }

  @Test("seven modes, two in one place as a careless ring has them, are scored as seven")
  func sevenOfEight() {
    let angles = (0..<8).map { 2 * Double.pi * Double($0) / 7 }
    let careless = Mixture(centres: Tensor(angles.map { [2 * cos($0), 2 * sin($0)] }), deviation: 0.1)
    let right = Mixture.ring(modes: 7, radius: 2, deviation: 0.1)
    #expect(withSeed(1) { right.coverage(of: careless.sample(5_000)) }.modes == 7)
    #expect(withSeed(1) { ring.coverage(of: careless.sample(5_000)) }.modes < 7)
  }

  @Test("one sample in a hundred does not cover a mode; more than one does")
  func threshold() {
    func modes(strays: Int) -> Int {
      ring.coverage(of: ring.centres.gathered(rows: (0..<200).map { $0 < strays ? 1 : 0 })).modes
    }
    #expect(modes(strays: 2) == 1)
    #expect(modes(strays: 3) == 2)
  }

  @Test("a sample is good up to three deviations from its centre and not beyond")
  func radius() {
    #expect(ring.coverage(of: Tensor([[2.299, 0]])).highQuality == 1)
    #expect(ring.coverage(of: Tensor([[2.301, 0]])).highQuality == 0)
  }

  @Test("samples that are not numbers are neither good nor near to anything")
  func notANumber() {
    let coverage = ring.coverage(of: Tensor([[.nan, 0], [2, 0]]))
    #expect(coverage.highQuality == 0.5)
    #expect(coverage.reverseKL == log(8))
  }

  @Test("the perplexity counts modes by their shares: 1 for one, 8 for all, 2 for two even ones")
  func perplexity() {
    func perplexity(_ modes: [Int]) -> Double { ring.coverage(of: ring.centres.gathered(rows: modes)).perplexity }
    #expect(abs(perplexity([5, 5]) - 1) < 1e-12 && abs(perplexity([1, 4]) - 2) < 1e-12)
    #expect(abs(perplexity(Array(0..<8)) - 8) < 1e-12)
    // Shares 3/4 and 1/4.
    #expect(abs(perplexity([0, 0, 0, 1]) - exp(-(0.75 * log(0.75) + 0.25 * log(0.25)))) < 1e-12)
  }

  @Test("a coverage reads as a sentence")
  func description() {
    let coverage = Coverage(modes: 8, of: 8, highQuality: 0.98889, reverseKL: 0.00149, counts: [])
    #expect("\(coverage)" == "8 of 8 modes, 98.9 % high quality, reverse KL 0.001")
  }
}
