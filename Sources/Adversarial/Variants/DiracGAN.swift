import Glibc
import Tensors

/// The smallest GAN there is: data at 0, a generator that emits one number theta, a discriminator psi x.
///
///     L(theta, psi) = f(psi theta) + f(0),   f(t) = -log(1 + exp(-t)) or t
///     theta' = -psi f'(theta psi),   psi' = theta f'(theta psi) - penaltyWeight psi
///
/// The equilibrium is (0, 0), and the plain game never gets there: its field turns around it. With f'(0) = 1/2 the eigenvalues at the equilibrium
/// are ±i/2; a simultaneous step of size h multiplies theta² + psi² by exactly 1 + h² f'(theta psi)². R1 of weight g moves the eigenvalues to
/// -g/2 ± sqrt(g²/4 - 1/4), and the game converges.
///
///     var game = DiracGAN(theta: 1, psi: 0)
///     for _ in 0..<100 { game.stepSimultaneously(learningRate: 0.2) }
///     print(game.squaredRadius)   // larger than at the start
///
/// - Source: Mescheder et al. 2018, arXiv:1801.04406, sections 2 and 4, definition 2.1.
/// - Deviation: none.
public struct DiracGAN: Sendable, Equatable {
  /// What the players play for.
  public enum Game: Sendable, Equatable {
    /// f(t) = -log(1 + exp(-t)) for both.
    case minimax
    /// The same for the discriminator; the generator ascends -f(-psi theta) instead.
    case nonSaturating
    /// f(t) = t.
    case wasserstein
  }

  /// The generator's parameter: where it puts its one sample.
  public var theta: Double
  /// The discriminator's parameter: its slope.
  public var psi: Double
  public var game: Game
  /// g of the R1 penalty g/2 psi², which is R2's here too: a linear discriminator has one slope.
  public var penaltyWeight: Double

  public init(theta: Double, psi: Double, game: Game = .minimax, penaltyWeight: Double = 0) {
    require(penaltyWeight >= 0, "DiracGAN: the penalty weight \(penaltyWeight) is negative")
    self.theta = theta
    self.psi = psi
    self.game = game
    self.penaltyWeight = penaltyWeight
  }

  /// theta² + psi²: the squared distance from the equilibrium.
  public var squaredRadius: Double { theta * theta + psi * psi }

  /// Where both players want to go: minus the gradient of each one's own loss by its own parameter.
  public var velocity: (theta: Double, psi: Double) { (generatorVelocity, discriminatorVelocity) }

  /// Both players move from where both are.
  public mutating func stepSimultaneously(learningRate: Double) {
    let velocity = self.velocity
    theta += learningRate * velocity.theta
    psi += learningRate * velocity.psi
  }

  /// The generator moves first, and the discriminator answers.
  public mutating func stepAlternately(learningRate: Double) {
    theta += learningRate * generatorVelocity
    psi += learningRate * discriminatorVelocity
  }

  private var generatorVelocity: Double {
    let t = theta * psi
    return -psi * slope(game == .nonSaturating ? -t : t)
  }

  private var discriminatorVelocity: Double { theta * slope(theta * psi) - penaltyWeight * psi }

  /// f'(t): sigmoid(-t), or 1.
  private func slope(_ t: Double) -> Double { game == .wasserstein ? 1 : 1 / (1 + exp(t)) }
}
