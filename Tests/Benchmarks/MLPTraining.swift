import GANs

/// One training step of the GAN of lesson 04: both networks 2-128-128, batch 256, both updated.
struct MLPTraining {
  static let name = "MLP GAN 2-128-128, batch 256"
  static let batch = 256

  private var generator: MLP
  private var discriminator: MLP
  private var generatorOptimizer: Adam
  private var discriminatorOptimizer: Adam
  private let ring = Mixture.ring(modes: 8, radius: 2, deviation: 0.1)

  init() {
    setSeed(1)
    generator = MLP(2, 128, 128, 2, activation: .leakyReLU(0.2))
    discriminator = MLP(2, 128, 128, 1, activation: .leakyReLU(0.2))
    generatorOptimizer = Adam(for: generator, learningRate: 1e-3, beta1: 0.5)
    discriminatorOptimizer = Adam(for: discriminator, learningRate: 1e-3, beta1: 0.5)
  }

  mutating func step() {
    let real = ring.sample(Self.batch)
    let fake = generator(normal(Self.batch, 2))
    let (_, discriminatorGradient) = valueAndGradient(at: discriminator) { discriminator in
      softplus(-discriminator(real)).mean() + softplus(discriminator(fake)).mean()
    }
    discriminatorOptimizer.update(&discriminator, along: discriminatorGradient)
    let latents = normal(Self.batch, 2)
    let (_, generatorGradient) = valueAndGradient(at: generator) { [discriminator] generator in
      softplus(-discriminator(generator(latents))).mean()
    }
    generatorOptimizer.update(&generator, along: generatorGradient)
  }

  /// Multiplications and additions of the matrix products in a step, with no gradient that no one asked for.
  static let floatingPointOperations: Double = {
    func forward(_ widths: [Int]) -> Double { zip(widths, widths.dropFirst()).reduce(0) { $0 + 2 * Double(batch * $1.0 * $1.1) } }
    let (g, d) = (forward([2, 128, 128, 2]), forward([2, 128, 128, 1]))
    let firstLayer = 2 * Double(batch * 2 * 128)
    // The discriminator's step: fakes; two passes; weights' and hidden inputs' gradients. The generator's: both forward, back
    // through the discriminator to its input, back through the generator.
    return g + 2 * d + 2 * (2 * d - firstLayer) + g + d + d + (2 * g - firstLayer)
  }()
}
