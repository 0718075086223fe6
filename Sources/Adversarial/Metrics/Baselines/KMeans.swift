import Tensors

/// Clusters around means, the baseline for whatever claims to find classes without labels.
///
///     minimise over centres the sum over points of norm(point - nearest centre)²
///
/// Lloyd's steps, each point to its nearest centre and each centre to the mean of its points, go downhill to a local minimum; the best
/// of several starts is kept. A start draws each centre with a probability in proportion to the squared distance from those drawn before.
///
/// - Source: Lloyd 1982, doi:10.1109/TIT.1982.1056489; Arthur and Vassilvitskii 2007, "k-means++", for the start.
/// - Deviation: a centre that loses all its points moves to the point that is furthest from its own centre.
public struct KMeans {
  /// Shape [clusters, dimension], in double precision.
  public let centres: Tensor
  /// The cluster of each point.
  public let labels: [Int]
  /// The sum that is minimised.
  public let squaredError: Double

  /// - Parameters:
  ///   - points: Shape [n, ...], n >= clusters.
  ///   - starts: Starts of which the best is kept, drawn from the notebook's random generator.
  ///   - iterations: Lloyd's steps at most; they end early when nothing moves.
  public init(_ points: Tensor, clusters: Int, starts: Int = 10, iterations: Int = 100) {
    let points = Points(points, for: "KMeans", as: "points")
    require(clusters > 0 && clusters <= points.count, "KMeans: \(points.count) points cannot have \(clusters) clusters")
    require(starts > 0 && iterations > 0, "KMeans: \(starts) starts of \(iterations) iterations; at least 1 of each is needed")
    var best = Clustering(points, clusters: clusters, iterations: iterations)
    for _ in 1..<starts {
      let next = Clustering(points, clusters: clusters, iterations: iterations)
      if next.squaredError < best.squaredError { best = next }
    }
    centres = best.centres.tensor
    labels = best.labels
    squaredError = best.squaredError
  }

  /// The nearest centre of each of other points.
  public func labels(of points: Tensor) -> [Int] { NearestNeighbours(of: points, among: centres).rows }
}

/// One start, and Lloyd's steps from there.
private struct Clustering {
  var centres: Points
  var labels: [Int] = []
  var squaredError = Double.infinity

  init(_ points: Points, clusters: Int, iterations: Int) {
    centres = Clustering.start(points, clusters: clusters)
    for _ in 0..<iterations {
      let nearest = NearestNeighbours(of: points, among: centres)
      squaredError = nearest.distances.reduce(0) { $0 + $1 * $1 }
      if nearest.rows == labels { return }
      labels = nearest.rows
      centres = Clustering.means(of: points, nearest, clusters: clusters)
    }
    let last = NearestNeighbours(of: points, among: centres)
    labels = last.rows
    squaredError = last.distances.reduce(0) { $0 + $1 * $1 }
  }

  private static func start(_ points: Points, clusters: Int) -> Points {
    var chosen = [Int.random(in: 0..<points.count, using: &randomGenerator)]
    var squares = [Double](repeating: .infinity, count: points.count)
    while chosen.count < clusters {
      let newest = points.subset([chosen.last!])
      SquaredDistances(to: points).forEachRow(from: newest) { _, row in
        for index in row.indices { squares[index] = min(squares[index], row[index]) }
      }
      chosen.append(drawn(from: squares))
    }
    return points.subset(chosen)
  }

  /// A position with a probability in proportion to its weight; any, when all weights are 0.
  private static func drawn(from weights: [Double]) -> Int {
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return Int.random(in: 0..<weights.count, using: &randomGenerator) }
    var rest = Double.random(in: 0..<sum, using: &randomGenerator)
    for (index, weight) in weights.enumerated() where weight > 0 {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.lastIndex { $0 > 0 }!
  }

  private static func means(of points: Points, _ nearest: NearestNeighbours, clusters: Int) -> Points {
    var members = [[Int]](repeating: [], count: clusters)
    for (row, cluster) in nearest.rows.enumerated() { members[cluster].append(row) }
    var furthest = nearest.distances.indices.sorted { nearest.distances[$0] > nearest.distances[$1] }.makeIterator()
    return Points(rows: members.map { $0.isEmpty ? Array(points[furthest.next()!]) : points.subset($0).mean })
  }
}
