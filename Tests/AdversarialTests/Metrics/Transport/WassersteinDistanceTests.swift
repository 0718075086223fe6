import Adversarial
import Foundation
import Tensors
import Testing

@Suite("Wasserstein distances")
struct WassersteinDistanceTests {
  @Test("two points against three are worked out by hand")
  func handValues() {
    // Shares of 1/3, 1/6, 1/6, 1/3 travel 0 to 1, 0 to 4, 2 to 4, 2 to 7.
    #expect(abs(wassersteinDistance([2, 0], [4, 7, 1]) - (1.0 / 3 + 4.0 / 6 + 2.0 / 6 + 5.0 / 3)) < 1e-12)
    #expect(abs(wassersteinDistance([2, 0], [4, 7, 1], order: 2) - (1.0 / 3 + 16.0 / 6 + 4.0 / 6 + 25.0 / 3).squareRoot()) < 1e-12)
    #expect(abs(wassersteinDistance([2, 0], [4, 7, 1], order: 3) - cbrt(1.0 / 3 + 64.0 / 6 + 8.0 / 6 + 125.0 / 3)) < 1e-12)
  }

  @Test("for order 1 it is the integral of abs(F - G), sizes equal or not", arguments: [(7, 7), (5, 13), (40, 1)])
  func distributionFunctions(n: Int, m: Int) {
    let (x, y) = withSeed(UInt64(n)) { (normal(n).doubles, normal(m).doubles) }
    let places = (x + y).sorted()
    let integral = zip(places, places.dropFirst()).reduce(0.0) { sum, step in
      let shares = [x, y].map { numbers in Double(numbers.count { $0 <= step.0 }) / Double(numbers.count) }
      return sum + abs(shares[0] - shares[1]) * (step.1 - step.0)
    }
    #expect(abs(wassersteinDistance(x, y) - integral) < 1e-12)
  }

  @Test("a shift travels its own length, a set to itself nothing, and repeating all samples changes nothing")
  func identities() {
    let x = withSeed(1) { normal(101).doubles }
    #expect(wassersteinDistance(x, x) == 0 && wassersteinDistance(x, x.reversed(), order: 2) == 0)
    for order in [1.0, 2, 4] { #expect(abs(wassersteinDistance(x, x.map { $0 - 3 }, order: order) - 3) < 1e-12) }
    let y = withSeed(2) { normal(60).doubles }
    #expect(abs(wassersteinDistance(x, y) - wassersteinDistance(x + x, y + y + y)) < 1e-12)
  }

  @Test("between point masses it is their distance, where the Jensen-Shannon divergence knows only log 2")
  func pointMasses() {
    for distance in [0.1, 1, 10] { #expect(wassersteinDistance([0], [distance]) == distance) }
  }

  @Test("sliced, a shift by delta in d dimensions is sqrt(1/d) of its length")
  func slicedShift() {
    let x = withSeed(1) { normal(500, 4) }.converted(to: .double)
    let shift = Tensor([1, -2, 2, 4], dtype: .double)
    let distance = withSeed(2) { slicedWassersteinDistance(x, x + shift, directions: 4_000) }
    #expect(abs(distance - (25.0 / 4).squareRoot()) < 0.08)
  }

  @Test("on the line every direction gives the plain distance")
  func slicedLine() {
    let (x, y) = withSeed(3) { (normal(50, 1), normal(70, 1) * 2) }
    for order in [1.0, 2] {
      #expect(
        abs(slicedWassersteinDistance(x, y, directions: 5, order: order) - wassersteinDistance(x.doubles, y.doubles, order: order)) < 1e-12)
    }
  }

  @Test("the notebook's seed decides the directions")
  func seeded() {
    let (x, y) = withSeed(4) { (normal(50, 3), normal(50, 3)) }
    let distances = [5, 5, 6].map { seed in withSeed(seed) { slicedWassersteinDistance(x, y, directions: 3) } }
    #expect(distances[0] == distances[1] && distances[0] != distances[2])
  }
}
