import GANs

/// WGAN-GP on the ring: both networks 2-128-128, batch 256, one critic step for each generator step.
struct MLPPenaltyTraining: TrainingStep {
  static let subject = Subject(
    key: "mlp-gp", title: "MLP WGAN-GP 2-128-128, batch 256", script: "mlp_gan_gp", hasImages: false,
    floatingPointOperations: operations, make: { Self() })

  /// The penalty adds a pass forward, one back to the interpolates, and the gradients of that pass: by the filters, and by each gradient
  /// that it carried but the first, which is a constant. Leaky ReLU bends nowhere, so nothing flows into the pass forward.
  private static var operations: Double {
    let (generator, critic) = (Products.mlp(256, 2, 128, 128, 2), Products.mlp(256, 2, 128, 128, 1))
    let penalty = critic.forward + critic.forward + critic.forward + (critic.forward - critic.layers.last!)
    return Products.step(generator: generator, discriminator: critic) + penalty
  }

  private let batch = 256
  private var generator = MLP(2, 128, 128, 2, activation: .leakyReLU(0.2))
  private var critic = MLP(2, 128, 128, 1, activation: .leakyReLU(0.2))
  private var generatorOptimizer: Adam
  private var criticOptimizer: Adam
  private let ring = Mixture.ring(modes: 8, radius: 2, deviation: 0.1)

  init() {
    generatorOptimizer = Adam(for: generator, learningRate: 1e-4, beta1: 0.5)
    criticOptimizer = Adam(for: critic, learningRate: 1e-4, beta1: 0.5)
  }

  mutating func step() {
    let real = ring.sample(batch)
    let fake = generator(normal(batch, 2))
    let interpolates = fake + uniform(batch, 1) * (real - fake)
    let criticGradient = gradient(at: critic) { critic in
      let slope = gradient(at: interpolates) { critic($0).sum() }
      let norm = sqrt(square(slope).sum(axis: 1) + 1e-12)
      return critic(fake).mean() - critic(real).mean() + 0.1 * square(norm - 1).mean()
    }
    criticOptimizer.update(&critic, along: criticGradient)
    let latents = normal(batch, 2)
    let generatorGradient = gradient(at: generator) { [critic] generator in -critic(generator(latents)).mean() }
    generatorOptimizer.update(&generator, along: generatorGradient)
  }
}
