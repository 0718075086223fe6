import Glibc
import Tensors

/// The game close to its equilibrium, where it is a linear map.
extension DiracGAN {
  /// One eigenvalue: a rate of decay (negative) or growth, and a frequency.
  public struct Eigenvalue: Sendable, Equatable {
    public var real: Double
    public var imaginary: Double
    public var modulus: Double { (real * real + imaginary * imaginary).squareRoot() }
  }

  /// The eigenvalues of the velocity field at (0, 0): -g/2 ± sqrt(g²/4 - f'(0)²).
  ///
  /// The continuous game converges if both real parts are negative. A positive g under the root makes them real: then the penalty is so strong that
  /// the discriminator hardly moves, and the slower of the two sets the pace.
  public var eigenvalues: [Eigenvalue] { roots(trace: -penaltyWeight, determinant: slopeAtEquilibrium * slopeAtEquilibrium) }

  /// The eigenvalues of one simultaneous step at (0, 0): of [[1, -a], [a, 1 - h g]], a = h f'(0). Without a penalty their modulus is
  /// sqrt(1 + a²): no step size converges.
  public func simultaneousStepEigenvalues(learningRate h: Double) -> [Eigenvalue] {
    let a = h * slopeAtEquilibrium
    return roots(trace: 2 - h * penaltyWeight, determinant: 1 - h * penaltyWeight + a * a)
  }

  /// The eigenvalues of one alternating step at (0, 0): of [[1, -a], [a, 1 - a² - h g]], a = h f'(0). Without a penalty the determinant is 1,
  /// and the modulus of both is 1 while a < 2: the game circles for ever.
  public func alternatingStepEigenvalues(learningRate h: Double) -> [Eigenvalue] {
    let a = h * slopeAtEquilibrium
    return roots(trace: 2 - a * a - h * penaltyWeight, determinant: 1 - h * penaltyWeight)
  }

  /// f'(0).
  private var slopeAtEquilibrium: Double { game == .wasserstein ? 1 : 0.5 }

  /// The roots of x² - trace x + determinant.
  private func roots(trace: Double, determinant: Double) -> [Eigenvalue] {
    let discriminant = trace * trace / 4 - determinant
    let root = abs(discriminant).squareRoot()
    return discriminant < 0
      ? [Eigenvalue(real: trace / 2, imaginary: root), Eigenvalue(real: trace / 2, imaginary: -root)]
      : [Eigenvalue(real: trace / 2 + root, imaginary: 0), Eigenvalue(real: trace / 2 - root, imaginary: 0)]
  }
}
