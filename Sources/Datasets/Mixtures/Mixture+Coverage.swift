import Glibc
import Tensors

extension Mixture {
  /// Counts the modes that samples cover, and the samples that are good.
  ///
  /// - Parameter samples: Shape [n, dimension]; papers score 2,500.
  /// - Source: Lin et al. 2018 (PacGAN), arXiv:1712.04086, section 4.1: high quality within three deviations, reverse KL
  ///   over nearest modes.
  /// - Deviation: A mode there is covered by a single high-quality sample; here by more than one in a hundred samples,
  ///   because noise spread over the whole circle would otherwise cover all of it.
  public func coverage(of samples: Tensor) -> Coverage {
    let total = samples.shape[0]
    require(total > 0, "coverage: there are no samples")
    let distances = squaredDistances(from: samples)
    let nearest = (-distances).argmax(axis: 1)
    let numbers = distances.doubles
    var shares = [Int](repeating: 0, count: modes)
    var good = [Int](repeating: 0, count: modes)
    for (row, mode) in nearest.enumerated() {
      let distance = numbers[row * modes + mode]
      // A sample that is not a number is near to nothing: it counts in no mode's share.
      if distance.isFinite { shares[mode] += 1 }
      if distance <= 9 * deviation * deviation { good[mode] += 1 }
    }
    return Coverage(
      modes: good.count { $0 * 100 > total }, of: modes,
      highQuality: Double(good.reduce(0, +)) / Double(total),
      reverseKL: Mixture.divergenceFromUniform(shares), counts: good)
  }

  /// KL(shares || uniform), in nats; NaN when there is nothing to share.
  private static func divergenceFromUniform(_ counts: [Int]) -> Double {
    let total = Double(counts.reduce(0, +))
    guard total > 0 else { return .nan }
    return counts.reduce(0) { sum, count in
      let share = Double(count) / total
      return count == 0 ? sum : sum + share * log(share * Double(counts.count))
    }
  }
}
