import Glibc
import Tensors

/// A regulariser that is computed on every k-th step only, and counts k times there.
///
///     let lazyR1 = LazyRegularization(interval: 16)
///     if lazyR1.isDue(at: step) { loss = loss + lazyR1.scaled(r1Penalty(real: real) { discriminator($0) }) }
///
/// Where the regulariser's gradient has an optimiser step of its own, k steps become k + 1, and Adam's rate and betas are adjusted so that a
/// cycle moves and forgets as much as before: `adjusted(learningRate:)`, `adjusted(beta:)`, with c = k / (k + 1).
///
/// - Source: Karras et al. 2020 (StyleGAN2), arXiv:1912.04958, appendix B.
/// - Deviation: none.
public struct LazyRegularization: Sendable, Equatable {
  /// k: the paper takes 16 for the discriminator's R1 and 8 for the generator's path lengths, its released code 4 for the latter.
  public let interval: Int

  public init(interval: Int) {
    require(interval > 0, "LazyRegularization: the interval \(interval) is not positive")
    self.interval = interval
  }

  /// Whether the regulariser is computed in this step; step 0 is.
  public func isDue(at step: Int) -> Bool { step % interval == 0 }

  /// The penalty times the interval, so that its mean over the steps is what it would be if it were computed in each.
  public func scaled(_ penalty: Tensor) -> Tensor { penalty * Double(interval) }

  /// c of the adjustment.
  public var ratio: Double { Double(interval) / Double(interval + 1) }

  /// c times the rate.
  public func adjusted(learningRate: Double) -> Double { learningRate * ratio }

  /// The beta to the power c.
  public func adjusted(beta: Double) -> Double { pow(beta, ratio) }
}
