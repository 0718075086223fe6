import GANs

/// DCGAN on images of 28x28 with c and 2c channels, batch 64.
struct DCGANTraining: TrainingStep {
  static let subjects = [32, 64].map { channels in
    Subject(
      key: "dcgan-\(channels)", title: "DCGAN 28x28, \(channels)/\(2 * channels) channels, batch 64", script: "dcgan",
      arguments: ["--channels", String(channels)], floatingPointOperations: operations(channels), make: { Self(channels: channels) })
  }

  private static func operations(_ c: Int) -> Double {
    let generator = Products([
      Products.dense(64, 64, 49 * 2 * c),
      Products.convTransposed(64, size: 7, 2 * c, c, kernel: 4, stride: 2, padding: 1),
      Products.convTransposed(64, size: 14, c, 1, kernel: 4, stride: 2, padding: 1),
    ])
    let discriminator = Products([
      Products.conv(64, size: 28, 1, c, kernel: 4, stride: 2, padding: 1),
      Products.conv(64, size: 14, c, 2 * c, kernel: 4, stride: 2, padding: 1),
      Products.dense(64, 49 * 2 * c, 1),
    ])
    return Products.step(generator: generator, discriminator: discriminator)
  }

  private let batch = 64
  private let latentDimension = 64
  private var generator: Generator
  private var discriminator: Discriminator
  private var generatorOptimizer: Adam
  private var discriminatorOptimizer: Adam
  private let real: Tensor

  init(channels: Int) {
    generator = Generator(latentDimension, channels)
    discriminator = Discriminator(channels)
    generatorOptimizer = Adam(for: generator, learningRate: 2e-4, beta1: 0.5)
    discriminatorOptimizer = Adam(for: discriminator, learningRate: 2e-4, beta1: 0.5)
    real = tanh(normal(batch, 28, 28, 1))
  }

  mutating func step() {
    let fake = generator(normal(batch, latentDimension))
    let discriminatorGradient = gradient(at: discriminator) { [real] discriminator in
      minimaxDiscriminatorLoss(realLogits: discriminator(real), fakeLogits: discriminator(fake))
    }
    discriminatorOptimizer.update(&discriminator, along: discriminatorGradient)
    let latents = normal(batch, latentDimension)
    let generatorGradient = gradient(at: generator) { [discriminator] generator in
      nonSaturatingGeneratorLoss(fakeLogits: discriminator(generator(latents)))
    }
    generatorOptimizer.update(&generator, along: generatorGradient)
  }

  struct Generator: Module {
    var dense: Dense
    var norm1: BatchNorm
    var conv1: ConvTranspose2d
    var norm2: BatchNorm
    var conv2: ConvTranspose2d
    let channels: Int

    init(_ latentDimension: Int, _ c: Int) {
      dense = Dense(latentDimension, 7 * 7 * 2 * c)
      norm1 = BatchNorm(2 * c, activation: .relu)
      conv1 = ConvTranspose2d(2 * c, c, kernel: 4, stride: 2, padding: 1, hasBias: false)
      norm2 = BatchNorm(c, activation: .relu)
      conv2 = ConvTranspose2d(c, 1, kernel: 4, stride: 2, padding: 1, activation: .tanh)
      channels = c
    }

    func callAsFunction(_ latents: Tensor) -> Tensor {
      let x = norm1(dense(latents).reshaped(to: [latents.shape[0], 7, 7, 2 * channels]))
      return conv2(norm2(conv1(x)))
    }
  }

  struct Discriminator: Module {
    var conv1: Conv2d
    var conv2: Conv2d
    var norm: BatchNorm
    var dense: Dense

    init(_ c: Int) {
      conv1 = Conv2d(1, c, kernel: 4, stride: 2, padding: 1, activation: .leakyReLU(0.2))
      conv2 = Conv2d(c, 2 * c, kernel: 4, stride: 2, padding: 1, hasBias: false)
      norm = BatchNorm(2 * c, activation: .leakyReLU(0.2))
      dense = Dense(7 * 7 * 2 * c, 1)
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
      let features = norm(conv2(conv1(x)))
      return dense(features.reshaped(to: [x.shape[0], -1]))
    }
  }
}
