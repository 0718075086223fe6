import Adversarial
import Foundation
import Tensors
import Testing

@Suite("The Dirac-GAN")
struct DiracGANTests {
  @Test(
    "its velocities are minus the gradients of the losses that training uses, R1 included",
    arguments: [(1.0, 0.5), (-0.3, 2), (2, -1.5), (0, 0)])
  func velocities(theta: Double, psi: Double) {
    let (t, p) = (Tensor([[theta]], dtype: .double), Tensor([[psi]], dtype: .double))
    let zero = Tensor([[0.0]], dtype: .double)
    let weight = 0.7
    func discriminator(_ loss: (Tensor, Tensor) -> Tensor) -> Double {
      -gradient(at: p) { p in
        loss(matmul(zero, p), matmul(t, p)) + r1Penalty(real: zero, penaltyWeight: weight) { matmul($0, p) }
      }.scalar
    }
    func generator(_ loss: (Tensor) -> Tensor) -> Double { -gradient(at: t) { loss(matmul($0, p)) }.scalar }
    let games: [(DiracGAN.Game, Double, Double)] = [
      // The fake is psi theta, and f(psi theta) with f(t) = -log(1 + exp(-t)) takes theta's side as real: signs are exchanged.
      (
        .minimax, generator { minimaxGeneratorLoss(fakeLogits: $0) },
        discriminator { minimaxDiscriminatorLoss(realLogits: $0, fakeLogits: $1) }
      ),
      (
        .nonSaturating, generator { nonSaturatingGeneratorLoss(fakeLogits: $0) },
        discriminator { minimaxDiscriminatorLoss(realLogits: $0, fakeLogits: $1) }
      ),
      (
        .wasserstein, generator { wassersteinGeneratorLoss(fakeScores: $0) },
        discriminator { wassersteinCriticLoss(realScores: $0, fakeScores: $1) }
      ),
    ]
    for (game, generatorVelocity, discriminatorVelocity) in games {
      let velocity = DiracGAN(theta: theta, psi: -psi, game: game, penaltyWeight: weight).velocity
      #expect(abs(velocity.theta - generatorVelocity) < 1e-12, "\(game)")
      #expect(abs(-velocity.psi - discriminatorVelocity) < 1e-12, "\(game)")
    }
  }

  @Test("a simultaneous step multiplies theta² + psi² by exactly 1 + h² f'(theta psi)²", arguments: [0.01, 0.2, 1.5])
  func simultaneous(h: Double) {
    var game = DiracGAN(theta: 0.8, psi: -0.4)
    for _ in 0..<50 {
      let slope = 1 / (1 + exp(game.theta * game.psi))
      let expected = game.squaredRadius * (1 + h * h * slope * slope)
      game.stepSimultaneously(learningRate: h)
      #expect(abs(game.squaredRadius / expected - 1) < 1e-12)
    }
    var wasserstein = DiracGAN(theta: 0.8, psi: -0.4, game: .wasserstein)
    wasserstein.stepSimultaneously(learningRate: h)
    #expect(abs(wasserstein.squaredRadius - 0.8 * (1 + h * h)) < 1e-12)
  }

  @Test("with R1 of weight g the eigenvalues are -g/2 ± sqrt(g²/4 - 1/4)", arguments: [0.0, 0.3, 1, 2.5])
  func eigenvalues(g: Double) {
    let found = DiracGAN(theta: 0, psi: 0, penaltyWeight: g).eigenvalues
    let discriminant = g * g / 4 - 0.25
    for (value, sign) in zip(found, [1.0, -1]) {
      #expect(abs(value.real - (-g / 2 + (discriminant > 0 ? sign * discriminant.squareRoot() : 0))) < 1e-12)
      #expect(abs(value.imaginary - (discriminant < 0 ? sign * (-discriminant).squareRoot() : 0)) < 1e-12)
    }
    // They are those of the field's Jacobian at 0, by central differences: trace and determinant agree.
    func velocity(_ theta: Double, _ psi: Double) -> (theta: Double, psi: Double) {
      DiracGAN(theta: theta, psi: psi, penaltyWeight: g).velocity
    }
    let e = 1e-5
    let (byTheta, byPsi) = ((velocity(e, 0), velocity(-e, 0)), (velocity(0, e), velocity(0, -e)))
    let (a, c) = ((byTheta.0.theta - byTheta.1.theta) / (2 * e), (byTheta.0.psi - byTheta.1.psi) / (2 * e))
    let (b, d) = ((byPsi.0.theta - byPsi.1.theta) / (2 * e), (byPsi.0.psi - byPsi.1.psi) / (2 * e))
    let product = found[0].real * found[1].real - found[0].imaginary * found[1].imaginary
    #expect(abs(a + d - found[0].real - found[1].real) < 1e-8 && abs(a * d - b * c - product) < 1e-8)
  }

  @Test("linearised alternating steps have modulus 1 while h f'(0) < 2, and not beyond; simultaneous ones never have")
  func alternating() {
    let plain = DiracGAN(theta: 0, psi: 0)
    for h in [0.1, 1, 3.9] {
      #expect(plain.alternatingStepEigenvalues(learningRate: h).allSatisfy { abs($0.modulus - 1) < 1e-12 })
      #expect(plain.simultaneousStepEigenvalues(learningRate: h).allSatisfy { abs($0.modulus - (1 + h * h / 4).squareRoot()) < 1e-12 })
    }
    #expect(plain.alternatingStepEigenvalues(learningRate: 4.1).contains { $0.modulus > 1.2 })
  }

  @Test("steps near the equilibrium are what the linearisation says", arguments: [0.0, 0.8])
  func linearisation(g: Double) {
    let h = 0.5
    for alternates in [false, true] {
      var game = DiracGAN(theta: 1e-4, psi: 0, penaltyWeight: g)
      var path: [Double] = [game.theta]
      for _ in 0..<20 {
        if alternates { game.stepAlternately(learningRate: h) } else { game.stepSimultaneously(learningRate: h) }
        path.append(game.theta)
      }
      let eigenvalues = alternates ? game.alternatingStepEigenvalues(learningRate: h) : game.simultaneousStepEigenvalues(learningRate: h)
      // x(n+2) = trace x(n+1) - determinant x(n).
      let trace = eigenvalues[0].real + eigenvalues[1].real
      let determinant = eigenvalues[0].real * eigenvalues[1].real - eigenvalues[0].imaginary * eigenvalues[1].imaginary
      for n in 0..<19 { #expect(abs(path[n + 2] - trace * path[n + 1] + determinant * path[n]) < 1e-10) }
    }
  }

  @Test("R1 makes it converge; without, it circles or spirals out")
  func convergence() {
    var (penalised, alternating, simultaneous) = (
      DiracGAN(theta: 1, psi: 0, penaltyWeight: 0.5), DiracGAN(theta: 1, psi: 0), DiracGAN(theta: 1, psi: 0)
    )
    for _ in 0..<1_000 {
      penalised.stepAlternately(learningRate: 0.1)
      alternating.stepAlternately(learningRate: 0.1)
      simultaneous.stepSimultaneously(learningRate: 0.1)
    }
    #expect(penalised.squaredRadius < 1e-6)
    #expect((0.5...2).contains(alternating.squaredRadius))
    #expect(simultaneous.squaredRadius > 3)
  }
}
