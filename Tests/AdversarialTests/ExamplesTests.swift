import Adversarial
import Networks
import Tensors
import Testing

/// The examples of the docstrings, run.
@Suite("Examples of the losses, penalties and building blocks")
struct ExamplesTests {
  private func models() -> (generator: MLP, discriminator: MLP) {
    withSeed(1) { (MLP(2, 8, 2), MLP(2, 8, 1, activation: .leakyReLU(0.2))) }
  }
  private var real: Tensor { withSeed(2) { normal(16, 2) + 1 } }

  @Test("a critic is trained with a gradient penalty, which holds its slope where the loss alone lets it grow")
  func gradientPenaltyExample() {
    let (generator, _) = models()
    func slope(penaltyWeight: Double) -> Double {
      withSeed(3) {
        var critic = models().discriminator
        var optimizer = Adam(for: critic, learningRate: 0.02, beta1: 0)
        for _ in 0..<150 {
          let (real, fake) = (normal(32, 2) + 1, generator(normal(32, 2)))
          let (_, gradient) = valueAndGradient(at: critic) { critic in
            wassersteinCriticLoss(realScores: critic(real), fakeScores: critic(fake))
              + gradientPenalty(real: real, fake: fake, penaltyWeight: penaltyWeight) { critic($0) }
          }
          optimizer.update(&critic, along: gradient)
        }
        return criticGradientNorms(at: normal(64, 2) * 0.5 + 0.5) { critic($0) }.mean().scalar
      }
    }
    #expect(abs(slope(penaltyWeight: 10) - 1) < 0.25)
    #expect(slope(penaltyWeight: 0) > 3)
  }

  @Test("a lazy R1 is added to the discriminator's loss in its turn")
  func lazyExample() {
    let discriminator = models().discriminator
    let lazyR1 = LazyRegularization(interval: 16)
    func loss(step: Int) -> Double {
      valueAndGradient(at: discriminator) { discriminator in
        var loss = minimaxDiscriminatorLoss(realLogits: discriminator(real), fakeLogits: discriminator(-real))
        if lazyR1.isDue(at: step) { loss = loss + lazyR1.scaled(r1Penalty(real: real) { discriminator($0) }) }
        return loss
      }.value.scalar
    }
    let penalty = r1Penalty(real: real) { discriminator($0) }.scalar
    #expect(penalty > 0 && abs(loss(step: 32) - loss(step: 33) - 16 * penalty) < 1e-4 * (1 + penalty))
  }

  @Test("path length is a value that a generator's step moves")
  func pathLengthExample() {
    struct Generator: Module {
      var mapping = MLP(3, 8, 4)
      var synthesis = MLP(4, 8, 6, activation: .leakyReLU(0.2))
    }
    withSeed(4) {
      let generator = Generator()
      var pathLength = PathLengthRegularizer()
      let z = normal(16, 3)
      let (penalty, slope) = valueAndGradient(at: generator) { generator in
        pathLength.penalty(latents: generator.mapping(z)) { generator.synthesis($0) }
      }
      #expect(penalty.scalar > 0 && pathLength.meanLength > 0)
      #expect(slope.parameters.allSatisfy(\.isFinite) && slope.synthesis.parameters.contains { abs($0).max().scalar > 0 })
    }
  }

  @Test("BEGAN's balance rides along with a step of an autoencoder")
  func balanceExample() {
    withSeed(5) {
      let (real, fake) = (normal(16, 2), normal(16, 2) * 3)
      var balance = BoundaryEquilibrium(diversityRatio: 0.5)
      let autoencoder = MLP(2, 4, 2)
      let (realError, fakeError) = (meanAbsoluteError(real, autoencoder(real)), meanAbsoluteError(fake, autoencoder(fake)))
      let loss = balance.discriminatorLoss(realError: realError, fakeError: fakeError)
      #expect(loss == realError)
      balance.update(realError: realError, fakeError: fakeError)
      #expect(balance.k == 0)
      balance.update(realError: realError * 100, fakeError: fakeError)
      #expect(balance.k > 0)
    }
  }

  @Test("an unrolled generator's step differs from a plain one's")
  func unrolledExample() {
    let (generator, discriminator) = models()
    let (real, latents) = (self.real, withSeed(6) { normal(16, 2) })
    func slope(unrollSteps: Int) -> [Tensor] {
      gradient(at: generator) { generator in
        let fake = generator(latents)
        let answered = unrolled(discriminator, unrollSteps: unrollSteps, learningRate: 0.5) { discriminator in
          minimaxDiscriminatorLoss(realLogits: discriminator(real), fakeLogits: discriminator(fake))
        }
        return nonSaturatingGeneratorLoss(fakeLogits: answered(fake))
      }.parameters
    }
    let plain = gradient(at: generator) { nonSaturatingGeneratorLoss(fakeLogits: discriminator($0(latents))) }.parameters
    #expect(slope(unrollSteps: 0) == plain)
    #expect(slope(unrollSteps: 5) != plain && slope(unrollSteps: 5).allSatisfy(\.isFinite))
  }

  @Test("the critic's clip, the pool, the augmentation and the Dirac-GAN are used as they are documented")
  func others() {
    var critic = models().discriminator
    critic.clipWeights(to: 0.01)
    #expect(critic.parameters.allSatisfy { abs($0).max().scalar <= 0.01001 })

    var pool = ImagePool(capacity: 50)
    let fake = withSeed(7) { normal(8, 4, 4, 1) }
    #expect(pool.exchange(fake) == fake)

    let augment = DifferentiableAugmentation()
    let discriminator = { (images: Tensor) -> Tensor in images.mean(axes: [1, 2, 3]) }
    let slope = gradient(at: fake) { fake in
      minimaxDiscriminatorLoss(realLogits: discriminator(augment(-fake)), fakeLogits: discriminator(augment(fake)))
    }
    #expect(slope.shape == fake.shape && slope.isFinite)

    var game = DiracGAN(theta: 1, psi: 0)
    for _ in 0..<100 { game.stepSimultaneously(learningRate: 0.2) }
    #expect(game.squaredRadius > 1)
  }

  @Test("what a critic's forward passes record, those of its penalty too, is handed on to the optimiser")
  func buffers() {
    struct Counting: Module {
      var weight = Tensor([[1.0], [2.0]])
      var passes = Buffer(Tensor(0))
      func callAsFunction(_ x: Tensor) -> Tensor {
        passes.record(passes.latest + 1)
        return matmul(x, weight)
      }
    }
    let real = self.real
    let (_, slope) = valueAndGradient(at: Counting()) { critic in
      wassersteinCriticLoss(realScores: critic(real), fakeScores: critic(-real)) + gradientPenalty(real: real, fake: -real) { critic($0) }
    }
    #expect(slope.passes.value.scalar == 3)
    #expect(unrolled(Counting(), unrollSteps: 2, learningRate: 0.1) { $0(real).mean() }.weight != Counting().weight)
  }
}
