import Glibc
import Tensors

/// How much two labellings of the same samples say about each other, in nats.
///
///     sum over pairs (a, b) of p(a, b) log(p(a, b) / (p(a) p(b)))
///
/// 0 for independent labellings, if there are many samples of each pair; log k when each of k equally frequent labels names one label of
/// the other kind.
///
/// - Parameters:
///   - first: At least one label.
///   - second: As many.
/// - Source: Shannon 1948, doi:10.1002/j.1538-7305.1948.tb01338.x.
/// - Deviation: probabilities are shares of the samples, which makes the estimate too large for few of them.
public func mutualInformation(_ first: [Int], _ second: [Int]) -> Double {
  require(first.count == second.count && !first.isEmpty, "mutualInformation: \(first.count) labels against \(second.count)")
  var (joint, left, right): ([[Int]: Int], [Int: Int], [Int: Int]) = ([:], [:], [:])
  for (a, b) in zip(first, second) {
    joint[[a, b], default: 0] += 1
    left[a, default: 0] += 1
    right[b, default: 0] += 1
  }
  let total = Double(first.count)
  // In a fixed order: a sum of rounded numbers depends on it.
  let terms = joint.sorted { $0.key.lexicographicallyPrecedes($1.key) }
  return max(
    0,
    terms.reduce(0) { sum, pair in
      let count = Double(pair.value)
      return sum + count / total * log(count * total / (Double(left[pair.key[0]]!) * Double(right[pair.key[1]]!)))
    })
}
