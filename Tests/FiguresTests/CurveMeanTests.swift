import Figures
import Testing

@Suite struct CurveMeanTests {
  private let runs = [
    Curve("a", x: [0, 1, 2], y: [1, 2, 9]), Curve("b", x: [0, 1], y: [3, 6]), Curve("c", x: [0, 1, 2], y: [5, 4, 9]),
  ]

  @Test("the mean stands where all runs have a value, between its deviations")
  func deviation() {
    let mean = Curve.mean(of: runs, named: "loss")
    #expect(mean.name == "loss" && mean.x == [0, 1] && mean.y == [3, 4])
    // 1, 3, 5 and 2, 6, 4 deviate by 2 with n - 1 in the denominator.
    #expect(mean.spread == .band(lower: [1, 2], upper: [5, 6]))
  }

  @Test("the range runs from the lowest to the highest run, and single runs are kept where they share their steps")
  func others() {
    #expect(Curve.mean(of: [runs[0], runs[2]], named: "", spread: .range).spread == .band(lower: [1, 2, 9], upper: [5, 4, 9]))
    #expect(Curve.mean(of: runs, named: "", spread: .runs).spread == .runs([[1, 2], [3, 6], [5, 4]]))
  }

  @Test("each run is smoothed before the mean is taken")
  func smoothed() {
    let mean = Curve.mean(of: [Curve("", [0, 3]), Curve("", [0, 6])], named: "", smoothing: 0.5)
    // Weights 1/2 and 1 over their sum 3/2: 2 and 4.
    #expect(abs(mean.y[1] - 3) < 1e-12 && mean.smoothing == 0)
  }

  @Test("a single run has no spread")
  func single() { #expect(Curve.mean(of: [runs[0]], named: "").spread == nil) }

  @Test("where one run is not finite the mean is not")
  func notFinite() {
    let mean = Curve.mean(of: [Curve("", [1, .nan]), Curve("", [3, 1])], named: "")
    #expect(mean.y[0] == 2 && mean.y[1].isNaN)
  }
}
