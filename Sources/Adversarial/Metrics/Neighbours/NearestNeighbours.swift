import Tensors

/// The nearest of some reference points to each of some samples.
public struct NearestNeighbours {
  /// For each sample, the row of the nearest reference point; of several that are as near, the first.
  public let rows: [Int]
  /// For each sample, the Euclidean distance to it.
  public let distances: [Double]

  /// Compares every sample with every reference point.
  ///
  /// A generator that repeats its training data has samples at distance 0 from it; one that makes something new keeps about the
  /// distance that other real data keeps.
  ///
  /// - Parameters:
  ///   - samples: Shape [n, ...]; everything behind the first axis is one sample.
  ///   - references: Shape [m, ...].
  public init(of samples: Tensor, among references: Tensor) {
    let samples = Points(samples, for: "NearestNeighbours", as: "samples")
    let references = Points(references, for: "NearestNeighbours", as: "references")
    samples.requireDimension(of: references, for: "NearestNeighbours")
    self.init(of: samples, among: references)
  }

  init(of samples: Points, among references: Points) {
    var (rows, distances): ([Int], [Double]) = ([], [])
    SquaredDistances(to: references).forEachRow(from: samples) { _, squares in
      var nearest = 0
      for index in squares.indices where squares[index] < squares[nearest] { nearest = index }
      rows.append(nearest)
      distances.append(squares[nearest].squareRoot())
    }
    self.rows = rows
    self.distances = distances
  }
}
