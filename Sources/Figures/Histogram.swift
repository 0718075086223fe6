/// How many values fall into each of a row of bins.
public struct Histogram: Codable, Sendable, Equatable {
  public var name: String
  /// The ends of the bins, rising: one more than there are bins.
  public var edges: [Double]
  /// The height over each bin: a count, a share or a density.
  public var heights: [Double]

  /// - Precondition: `edges` rise, and there is one more of them than `heights`.
  public init(_ name: String, edges: [Double], heights: [Double]) {
    require(edges.count == heights.count + 1, "Histogram: \(edges.count) edges for \(heights.count) bins; there has to be one more")
    require(zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 }, "Histogram: the edges have to rise")
    self.name = name
    self.edges = edges
    self.heights = heights
  }

  /// Counts values into bins. Values outside the edges, or not finite, are counted in none; the last bin holds its upper end, too.
  public init(_ name: String, counting values: [Double], edges: [Double]) {
    require(edges.count > 1, "Histogram: there have to be at least two edges")
    var heights = [Double](repeating: 0, count: edges.count - 1)
    for value in values where value >= edges[0] && value <= edges[edges.count - 1] {
      var (low, high) = (0, edges.count - 1)
      while high - low > 1 {
        let middle = (low + high) / 2
        if edges[middle] <= value { low = middle } else { high = middle }
      }
      heights[low] += 1
    }
    self.init(name, edges: edges, heights: heights)
  }
}
