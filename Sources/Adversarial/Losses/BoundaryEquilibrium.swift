import Tensors

/// The balance of a boundary equilibrium GAN: its losses, the controller of k, and the measure of convergence.
///
///     L_D = L(x) - k L(G(z)),   L_G = L(G(z)),   L(v) = mean(abs(v - D(v)))
///     k  <- k + rate (diversityRatio L(x) - L(G(z))),   kept in 0...1
///     M   = L(x) + abs(diversityRatio L(x) - L(G(z)))
///
/// D is an autoencoder and L its reconstruction error. At rest L(G(z)) = diversityRatio L(x): the controller
/// raises k while fakes are reconstructed better than that, which makes D care about them.
///
///     var balance = BoundaryEquilibrium(diversityRatio: 0.5)
///     // inside valueAndGradient(at: discriminator):
///     balance.discriminatorLoss(realError: meanAbsoluteError(real, discriminator(real)), fakeError: meanAbsoluteError(fake, discriminator(fake)))
///     // after both steps:
///     balance.update(realError: realError, fakeError: fakeError)
///
/// - Source: Berthelot et al. 2017, arXiv:1703.10717, section 3.
/// - Deviation: none; k is kept in 0...1 as the paper prescribes.
public struct BoundaryEquilibrium: Sendable, Equatable {
  /// gamma: the share of D's effort that goes to fakes; lower values give less diverse samples. The paper shows 0.3, 0.5 and 0.7.
  public var diversityRatio: Double
  /// lambda_k: how fast k follows; 0.001 in the paper.
  public var rate: Double
  /// How much fakes count in the discriminator's loss; 0 at the start.
  public private(set) var k: Double

  public init(diversityRatio: Double = 0.5, rate: Double = 1e-3, k: Double = 0) {
    require(diversityRatio >= 0, "BoundaryEquilibrium: the diversity ratio \(diversityRatio) is negative")
    require(rate > 0, "BoundaryEquilibrium: the rate \(rate) is not positive")
    require((0...1).contains(k), "BoundaryEquilibrium: k is \(k) and must be in 0...1")
    self.diversityRatio = diversityRatio
    self.rate = rate
    self.k = k
  }

  /// L(x) - k L(G(z)), with the k of now.
  public func discriminatorLoss(realError: Tensor, fakeError: Tensor) -> Tensor { realError - fakeError * k }

  /// L(G(z)).
  public func generatorLoss(fakeError: Tensor) -> Tensor { fakeError }

  /// Moves k towards the equilibrium.
  public mutating func update(realError: Tensor, fakeError: Tensor) {
    k = min(1, max(0, k + rate * (diversityRatio * realError.scalar - fakeError.scalar)))
  }

  /// M: falls while training converges, 0 only for a perfect autoencoder of the data at the equilibrium.
  public func convergenceMeasure(realError: Tensor, fakeError: Tensor) -> Double {
    realError.scalar + abs(diversityRatio * realError.scalar - fakeError.scalar)
  }
}
