import GANs

/// The GAN of lesson 04: both networks 2-128-128, batch 256.
struct MLPTraining: TrainingStep {
  static let subject = Subject(
    key: "mlp", title: "MLP GAN 2-128-128, batch 256", script: "mlp_gan", hasImages: false,
    floatingPointOperations: Products.step(generator: .mlp(256, 2, 128, 128, 2), discriminator: .mlp(256, 2, 128, 128, 1)),
    make: { Self() })

  private let batch = 256
  private var generator = MLP(2, 128, 128, 2, activation: .leakyReLU(0.2))
  private var discriminator = MLP(2, 128, 128, 1, activation: .leakyReLU(0.2))
  private var generatorOptimizer: Adam
  private var discriminatorOptimizer: Adam
  private let ring = Mixture.ring(modes: 8, radius: 2, deviation: 0.1)

  init() {
    generatorOptimizer = Adam(for: generator, learningRate: 1e-3, beta1: 0.5)
    discriminatorOptimizer = Adam(for: discriminator, learningRate: 1e-3, beta1: 0.5)
  }

  mutating func step() {
    let real = ring.sample(batch)
    let fake = generator(normal(batch, 2))
    let discriminatorGradient = gradient(at: discriminator) { discriminator in
      minimaxDiscriminatorLoss(realLogits: discriminator(real), fakeLogits: discriminator(fake))
    }
    discriminatorOptimizer.update(&discriminator, along: discriminatorGradient)
    let latents = normal(batch, 2)
    let generatorGradient = gradient(at: generator) { [discriminator] generator in
      nonSaturatingGeneratorLoss(fakeLogits: discriminator(generator(latents)))
    }
    generatorOptimizer.update(&generator, along: generatorGradient)
  }
}
