import Glibc
import Tensors

/// The nearest of some reference points to each of some samples.
public struct NearestNeighbours {
  /// For each sample, the row of the nearest reference point.
  public let rows: [Int]
  /// For each sample, the Euclidean distance to it.
  public let distances: [Double]

  /// Compares every sample with every reference point.
  ///
  /// A generator that repeats its training data has samples at distance 0 from it; one that makes something new keeps about the
  /// distance that other real data keeps.
  ///
  /// - Parameters:
  ///   - samples: Shape [n, dimension].
  ///   - references: Shape [m, dimension].
  public init(of samples: Tensor, among references: Tensor) {
    require(samples.rank == 2 && references.rank == 2 && samples.shape[1] == references.shape[1] && references.shape[0] > 0,
      "NearestNeighbours: samples of shape \(samples.shape) and references of shape \(references.shape) have no common dimension")
    // norm(x - y)² = norm(x)² - 2 (x·y - norm(y)²/2): the nearest reference has the largest bracket.
    let products = matmul(samples, references.transposed())
    let scores = products - square(references).sum(axis: 1).reshaped(to: [1, references.shape[0]]) / Double(2)
    rows = scores.argmax(axis: 1)
    // The chosen distances are computed from differences: the expansion above cancels where a sample is a copy.
    let differences = samples - references.gathered(rows: rows)
    distances = sqrt(square(differences).sum(axis: 1)).doubles
  }
}
