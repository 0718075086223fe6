import Tensors

/// Improved precision and recall: how much of what is generated could be real, and how much of what is real could be generated.
///
///     precision = share of generated samples within the manifold of the real ones
///     recall    = share of real samples within the manifold of the generated ones
///
/// A set's manifold is the union of balls around its samples, each reaching to the sample's k-th nearest neighbour. A single outlier
/// among the real samples has a huge ball that lends precision to anything in it (`DensityAndCoverage` mends that), and a
/// generator that memorises its data has a precision of 1.
///
/// - Source: Kynkäänniemi et al. 2019, arXiv:1904.06991, section 2.
/// - Deviation: whose features they are is the caller's choice.
public struct PrecisionAndRecall: Sendable, Equatable {
  public let precision: Double
  public let recall: Double

  /// - Parameters:
  ///   - real: Features of real samples, shape [n, ...], n > neighbours.
  ///   - generated: Features of generated samples, shape [m, ...], m > neighbours. Take equally many: recall rises with m.
  ///   - neighbours: k; the paper takes 3.
  public init(real: Tensor, generated: Tensor, neighbours: Int = 3) {
    let name = "PrecisionAndRecall"
    let real = Points(real, for: name, as: "real samples")
    let generated = Points(generated, for: name, as: "generated samples")
    real.requireDimension(of: generated, for: name)
    let realManifold = NeighbourManifold(real, neighbours: neighbours, for: name, as: "real samples")
    let generatedManifold = NeighbourManifold(generated, neighbours: neighbours, for: name, as: "generated samples")
    precision = Double(realManifold.ballCounts(of: generated).count { $0 > 0 }) / Double(generated.count)
    recall = Double(generatedManifold.ballCounts(of: real).count { $0 > 0 }) / Double(real.count)
  }
}
