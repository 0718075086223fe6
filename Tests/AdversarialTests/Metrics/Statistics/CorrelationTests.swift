import Adversarial
import Foundation
import Tensors
import Testing

@Suite("Correlations")
struct CorrelationTests {
  @Test("Pearson's is worked out by hand")
  func pearson() {
    // Deviations -1.5, -0.5, 0.5, 1.5 and -1, 1, -1, 1: product 2, squares 5 and 4.
    #expect(abs(pearsonCorrelation([1, 2, 3, 4], [0, 2, 0, 2]) - 2 / 20.0.squareRoot()) < 1e-15)
    #expect(pearsonCorrelation([1, 2, 5], [-3, -6, -15]) == -1)
  }

  @Test("Spearman's is 1 - 6 sum d² / (n (n² - 1)) where nothing is equal")
  func spearman() {
    // Ranks 1 2 3 4 5 against 2 1 4 5 3.
    #expect(abs(spearmanCorrelation([1, 2, 3, 4, 5], [20, 10, 40, 50, 30]) - (1 - 6 * 8.0 / 120)) < 1e-15)
  }

  @Test("equal numbers share the mean of their ranks")
  func ties() {
    // Ranks 1.5, 1.5, 3 against 1, 2, 3.
    #expect(abs(spearmanCorrelation([4, 4, 9], [1, 2, 3]) - pearsonCorrelation([1.5, 1.5, 3], [1, 2, 3])) < 1e-15)
  }

  @Test("Spearman's does not change along a rising curve, Pearson's does")
  func monotone() {
    let x = withSeed(1) { normal(30).doubles }
    #expect(spearmanCorrelation(x, x.map { exp(3 * $0) }) == 1)
    #expect(pearsonCorrelation(x, x.map { exp(3 * $0) }) < 0.9)
  }

  @Test("a constant list has no correlation, and huge numbers have one")
  func extremes() {
    #expect(pearsonCorrelation([0.1, 0.1, 0.1], [1, 2, 3]).isNaN && spearmanCorrelation([1, 2], [5, 5]).isNaN)
    #expect(abs(pearsonCorrelation([1e200, 2e200, 4e200], [1e-200, 2e-200, 4e-200]) - 1) < 1e-15)
  }
}
