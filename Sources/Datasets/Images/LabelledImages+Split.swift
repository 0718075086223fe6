import Tensors

extension LabelledImages {
  /// Divides the images into parts that have none in common.
  ///
  /// Each class is divided by itself, so that every part has the classes in the same proportion; within a part they come in random
  /// order. The same seed gives the same parts, whatever the notebook's random generator did before.
  ///
  /// - Parameters:
  ///   - shares: The size of each part, as shares of the whole that sum to at most 1.
  ///   - seed: Chooses the division.
  public func split(_ shares: Double..., seed: UInt64) -> [LabelledImages] {
    require(
      !shares.isEmpty && shares.allSatisfy { $0 > 0 } && shares.reduce(0, +) <= 1 + 1e-9,
      "split: the shares \(shares) must be above 0 and sum to at most 1")
    let order = withSeed(seed) { permutation(count) }
    var parts = [[Int]](repeating: [], count: shares.count)
    for label in 0..<classes {
      // Places in the order rather than images: sorted, they mix the classes again.
      let members = order.indices.filter { labels[order[$0]] == label }
      var (start, sum) = (0, 0.0)
      for (part, share) in shares.enumerated() {
        sum += share
        let end = min(members.count, Int((sum * Double(members.count)).rounded()))
        parts[part] += members[start..<end]
        start = end
      }
    }
    return parts.map { places in subset(places.sorted().map { order[$0] }) }
  }
}
