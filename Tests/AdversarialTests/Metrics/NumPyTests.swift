import Adversarial
import Foundation
import Tensors
import Testing

/// The numbers are those of NumPy 2.4 and SciPy 1.17; `Tests/Interop/numpy_metrics.py` prints them.
@Suite("Metrics beside NumPy's")
struct NumPyTests {
  static let expected: [String: Double] = [
    "Fréchet distance": 0.22911102181155832,
    "kernel inception distance": 0.05887225339825708,
    "MMD², unbiased": 0.007787647906018325,
    "MMD², biased": 0.040306190088053195,
    "median distance": 2.1529164358390402,
    "precision": 0.6,
    "recall": 0.9833333333333333,
    "density": 0.63,
    "coverage": 0.9666666666666667,
    "energy distance": 0.12243892623086872,
    "W1": 0.201152466563305,
    "AUROC": 0.4091666666666667,
    "Spearman": -0.0026266416510318954,
    "Pearson": 0.009167238148604508,
    "largest variance": 0.5330164267297044,
    "t interval": 0.3984619059861655,
  ]

  private static func points(_ count: Int, _ coordinate: (Double, Double) -> Double) -> Tensor {
    Tensor((0..<count).map { row in (0..<5).map { coordinate(Double(row), Double($0)) } }, dtype: .double)
  }

  static func measured() -> [String: Double] {
    let x = points(60) { sin(1.7 * $0 + 2.3 * $1 + $0 * $1 / 5) }
    let y = points(40) { 0.9 * cos(0.9 * $0 - 1.1 * $1 + $0 * $1 / 7) + 0.2 }
    let (first, second) = (x.sliced(axis: 1, 0..<1).doubles, y.sliced(axis: 1, 0..<1).doubles)
    let precision = PrecisionAndRecall(real: x, generated: y)
    let density = DensityAndCoverage(real: x, generated: y)
    return [
      "Fréchet distance": frechetDistance(real: x, generated: y),
      "kernel inception distance": kernelInceptionDistance(real: x, generated: y).mean,
      "MMD², unbiased": squaredMMD(x, y, bandwidths: [0.5, 1.5]),
      "MMD², biased": squaredMMD(x, y, bandwidths: [0.5, 1.5], estimate: .biased),
      "median distance": medianDistance(of: concatenate([x, y])),
      "precision": precision.precision, "recall": precision.recall, "density": density.density, "coverage": density.coverage,
      "energy distance": energyDistance(x, y),
      "W1": wassersteinDistance(first, second),
      "AUROC": areaUnderROC(positives: first, negatives: second),
      "Spearman": spearmanCorrelation(Array(first[..<40]), second),
      "Pearson": pearsonCorrelation(Array(first[..<40]), second),
      "largest variance": PrincipalComponents(of: x, count: 1).variances[0],
      "t interval": Estimate(over: second).interval().upperBound,
    ]
  }

  @Test("each agrees to ten digits")
  func agreement() {
    let measured = NumPyTests.measured()
    #expect(Set(measured.keys) == Set(NumPyTests.expected.keys))
    for (name, value) in measured {
      #expect(abs(value - NumPyTests.expected[name]!) < 1e-10, "\(name): \(value)")
    }
  }
}
