import Adversarial
import Datasets
import Foundation
import Tensors
import Testing

@Suite("Divergences")
struct DivergencesTests {
  @Test("KL is worked out by hand, is not symmetric, and is 0 only for equal distributions")
  func kullbackLeibler() {
    #expect(abs(kullbackLeiblerDivergence([1, 3], [1, 1]) - (0.25 * log(0.5) + 0.75 * log(1.5))) < 1e-12)
    #expect(abs(kullbackLeiblerDivergence([1, 1], [1, 3]) - (0.5 * log(2) + 0.5 * log(2.0 / 3))) < 1e-12)
    #expect(kullbackLeiblerDivergence([2, 4], [1, 2]) == 0)
    #expect(kullbackLeiblerDivergence([1, 0], [1, 1]) == log(2))
    #expect(kullbackLeiblerDivergence([1, 1], [1, 0]) == .infinity)
  }

  @Test("JSD is symmetric, 0 for equal and log 2 for disjoint distributions")
  func jensenShannon() {
    #expect(abs(jensenShannonDivergence([1, 0], [0, 1]) - log(2)) < 1e-12)
    #expect(jensenShannonDivergence([1, 2], [2, 4]) == 0)
    #expect(abs(jensenShannonDivergence([1, 5], [3, 1]) - jensenShannonDivergence([3, 1], [1, 5])) < 1e-12)
  }

  @Test("the game's value under the best discriminator is -log 4 + 2 JSD, for two Gaussians on a grid")
  func theoremOne() {
    let (p, q) = (Mixture.gaussian(mean: -1, deviation: 1), Mixture.gaussian(mean: 1.5, deviation: 0.7))
    let axis = stride(from: -9.0, through: 9.0, by: 0.01).map { $0 }
    let points = Tensor(shape: [axis.count, 1], doubles: axis, dtype: .double)
    let (a, b) = (p.density(at: points), q.density(at: points))
    let value = ((a * log(a / (a + b)) + b * log(b / (a + b))).sum()).scalar * 0.01
    #expect(abs(value - (-log(4) + 2 * jensenShannonDivergence(a.doubles, b.doubles))) < 1e-9)
  }

  @Test("a histogram counts every class, also the empty ones")
  func histogram() {
    #expect(classHistogram([0, 2, 2, 0], classes: 4) == [0.5, 0, 0.5, 0])
  }
}
