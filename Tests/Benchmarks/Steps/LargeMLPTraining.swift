import GANs

/// A wide MLP GAN: generator 64-512-512-64, discriminator 64-512-512-1, batch 512.
struct LargeMLPTraining: TrainingStep {
  static let subject = Subject(
    key: "mlp-large", title: "MLP GAN 64-512-512, batch 512", script: "mlp_gan_large", hasImages: false,
    floatingPointOperations: Products.step(generator: .mlp(512, 64, 512, 512, 64), discriminator: .mlp(512, 64, 512, 512, 1)),
    make: { Self() })

  private let batch = 512
  private var generator = MLP(64, 512, 512, 64, activation: .leakyReLU(0.2))
  private var discriminator = MLP(64, 512, 512, 1, activation: .leakyReLU(0.2))
  private var generatorOptimizer: Adam
  private var discriminatorOptimizer: Adam
  private let real: Tensor

  init() {
    generatorOptimizer = Adam(for: generator, learningRate: 2e-4, beta1: 0.5)
    discriminatorOptimizer = Adam(for: discriminator, learningRate: 2e-4, beta1: 0.5)
    real = normal(batch, 64)
  }

  mutating func step() {
    let fake = generator(normal(batch, 64))
    let discriminatorGradient = gradient(at: discriminator) { [real] discriminator in
      minimaxDiscriminatorLoss(realLogits: discriminator(real), fakeLogits: discriminator(fake))
    }
    discriminatorOptimizer.update(&discriminator, along: discriminatorGradient)
    let latents = normal(batch, 64)
    let generatorGradient = gradient(at: generator) { [discriminator] generator in
      nonSaturatingGeneratorLoss(fakeLogits: discriminator(generator(latents)))
    }
    generatorOptimizer.update(&generator, along: generatorGradient)
  }
}
