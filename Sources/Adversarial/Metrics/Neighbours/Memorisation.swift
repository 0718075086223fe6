import Tensors

/// Whether samples lie nearer to the training data than new real data does: a test for generators that repeat what they saw.
///
///     share = probability that a sample is nearer to its nearest training point than a held-out real point is to its own
///     score = (1/2 - share) / sqrt((m + n + 1) / (12 m n)),   m samples, n held-out points
///
/// (ties count half). It is the rank test of Mann and Whitney. If samples and held-out data come from one distribution, the share is about
/// 1/2 and the score about N(0, 1). A memoriser's score is far below 0; one far above 0 belongs to samples that are further from
/// the data than the data from itself: blurred, noisy, or somewhere else.
///
/// It is blind to a generator that copies in one region and underfits in another: the two can cancel.
///
/// - Source: Meehan et al. 2020, arXiv:2004.05675, section 3; Mann and Whitney 1947, doi:10.1214/aoms/1177730491.
/// - Deviation: space is not divided into cells, so that what the paper calls C_T is here the score of a single cell.
public struct Memorisation: Sendable, Equatable {
  /// The probability that a sample is nearer to the training data than a held-out point is; 1/2 when all is well.
  public let share: Double
  /// How many standard deviations the share is below (negative: too far above) 1/2.
  public let score: Double
  /// The share of samples that are exactly a training point.
  public let copies: Double

  /// - Parameters:
  ///   - samples: What the generator made, shape [m, ...].
  ///   - training: What it was trained on, shape [k, ...].
  ///   - heldOut: Real data that it never saw, shape [n, ...].
  public init(of samples: Tensor, training: Tensor, heldOut: Tensor) {
    let name = "Memorisation"
    let samples = Points(samples, for: name, as: "samples")
    let training = Points(training, for: name, as: "training points")
    let heldOut = Points(heldOut, for: name, as: "held-out points")
    samples.requireDimension(of: training, for: name)
    heldOut.requireDimension(of: training, for: name)
    let sampleDistances = NearestNeighbours(of: samples, among: training).distances
    let heldOutDistances = NearestNeighbours(of: heldOut, among: training).distances
    share = areaUnderROC(positives: heldOutDistances, negatives: sampleDistances)
    let (m, n) = (Double(samples.count), Double(heldOut.count))
    score = (0.5 - share) / ((m + n + 1) / (12 * m * n)).squareRoot()
    copies = Double(sampleDistances.count { $0 == 0 }) / m
  }

  /// Whether the samples are no nearer to the training data than chance allows.
  ///
  /// - Parameter deviations: A generator that does not memorise fails at 3 about once in 740 runs.
  public func passes(deviations: Double = 3) -> Bool { score >= -deviations }
}
