import Glibc

/// How well samples cover a mixture, and how good they are. Neither number means anything without the other.
///
/// A sample is *high quality* when it lies within three deviations of the nearest centre. A mode is *covered* when more
/// than one in a hundred samples is a high-quality sample of it.
public struct Coverage: Sendable, Equatable, Codable {
  /// Modes that are covered.
  public var modes: Int
  /// Modes that there are.
  public var of: Int
  /// The share of high-quality samples, 0 to 1.
  public var highQuality: Double
  /// KL(samples || data) over nearest modes, in nats.
  ///
  ///     sum over modes k of q_k log(q_k * of), where q_k is the share of samples nearest to mode k
  ///
  /// 0 when all modes get the same share, log(of) when one mode gets everything.
  public var reverseKL: Double
  /// How many high-quality samples each mode has.
  public var counts: [Int]

  /// How many modes share the samples evenly, as it were: exp of the entropy of the shares of nearest modes, 1 ... of.
  ///
  ///     of * exp(-reverseKL)
  public var perplexity: Double { Double(of) * exp(-reverseKL) }

  public init(modes: Int, of: Int, highQuality: Double, reverseKL: Double, counts: [Int]) {
    self.modes = modes
    self.of = of
    self.highQuality = highQuality
    self.reverseKL = reverseKL
    self.counts = counts
  }
}

extension Coverage: CustomStringConvertible {
  /// `8 of 8 modes, 98.9 % high quality, reverse KL 0.001`
  public var description: String {
    let percent = (highQuality * 1_000).rounded() / 10
    let divergence = (reverseKL * 1_000).rounded() / 1_000
    return "\(modes) of \(of) modes, \(percent) % high quality, reverse KL \(divergence)"
  }
}
