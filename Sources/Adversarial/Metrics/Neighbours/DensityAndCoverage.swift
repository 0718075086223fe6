import Tensors

/// Density and coverage: precision and recall that outliers do not fool, with only the real samples' manifold.
///
///     density  = mean over generated samples of (real balls that it lies in) / k
///     coverage = share of real balls that a generated sample lies in
///
/// Samples of one distribution have a density of 1 on average, and for n real and m generated ones a coverage of
/// 1 - product over i in 1...k of (n - i) / (n + m - i). Density has no bound at 1:
/// it is above it where samples crowd into places that many balls share.
///
/// - Source: Naeem et al. 2020, arXiv:2002.09797, section 3.
/// - Deviation: a ball includes its surface, as in improved precision; whose features they are is the caller's choice.
public struct DensityAndCoverage: Sendable, Equatable {
  public let density: Double
  public let coverage: Double

  /// - Parameters:
  ///   - real: Features of real samples, shape [n, ...], n > neighbours.
  ///   - generated: Features of generated samples, shape [m, ...].
  ///   - neighbours: k; the paper takes 5.
  public init(real: Tensor, generated: Tensor, neighbours: Int = 5) {
    let name = "DensityAndCoverage"
    let real = Points(real, for: name, as: "real samples")
    let generated = Points(generated, for: name, as: "generated samples")
    real.requireDimension(of: generated, for: name)
    let manifold = NeighbourManifold(real, neighbours: neighbours, for: name, as: "real samples")
    let balls = manifold.ballCounts(of: generated).reduce(0, +)
    density = Double(balls) / Double(neighbours * generated.count)
    coverage = Double(manifold.isHit(by: generated).count { $0 }) / Double(real.count)
  }
}
