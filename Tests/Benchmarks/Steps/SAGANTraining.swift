import GANs

/// SAGAN on images of 16x16: spectral norm in both networks, attention at 8x8, hinge losses, batch 64.
///
/// The generator's convolutions enlarge their images themselves, which the peers' do not; the floor counts the multiplications of the convolutions
/// as they are written there, on the enlarged images.
struct SAGANTraining: TrainingStep {
  static let subject = Subject(
    key: "sagan", title: "SAGAN 16x16, attention at 8x8, spectral norm, batch 64", script: "sagan", floatingPointOperations: operations,
    make: { Self() })

  private static var operations: Double {
    let n = 64
    // Four convolutions of kernel 1, and two products: 64 places with 16 pooled ones.
    let attention = [
      Products.conv(n, size: 8, 64, 8, kernel: 1), Products.conv(n, size: 8, 64, 8, kernel: 1),
      Products.conv(n, size: 8, 64, 32, kernel: 1),
      Products.dense(n * 64, 8, 16), Products.dense(n * 64, 16, 32), Products.conv(n, size: 8, 32, 64, kernel: 1),
    ]
    let first = [Products.dense(n, 128, 16 * 128), Products.conv(n, size: 8, 128, 64, kernel: 3, padding: 1)]
    let last = [Products.conv(n, size: 16, 64, 32, kernel: 3, padding: 1), Products.conv(n, size: 16, 32, 3, kernel: 3, padding: 1)]
    let generator = Products(first + attention + last)
    let discriminator = Products(
      [Products.conv(n, size: 16, 3, 64, kernel: 4, stride: 2, padding: 1)] + attention
        + [Products.conv(n, size: 8, 64, 128, kernel: 4, stride: 2, padding: 1), Products.dense(n, 16 * 128, 1)])
    return Products.step(generator: generator, discriminator: discriminator)
  }

  private var generator = Generator()
  private var discriminator = Discriminator()
  private var generatorOptimizer: Adam
  private var discriminatorOptimizer: Adam
  private let real = tanh(normal(64, 16, 16, 3))

  init() {
    generatorOptimizer = Adam(for: generator, learningRate: 1e-4, beta1: 0, beta2: 0.9)
    discriminatorOptimizer = Adam(for: discriminator, learningRate: 4e-4, beta1: 0, beta2: 0.9)
  }

  mutating func step() {
    let fake = generator(normal(64, 128))
    let discriminatorGradient = gradient(at: discriminator) { [real] discriminator in
      hingeDiscriminatorLoss(realScores: discriminator(real), fakeScores: discriminator(fake))
    }
    discriminatorOptimizer.update(&discriminator, along: discriminatorGradient)
    let latents = normal(64, 128)
    let generatorGradient = gradient(at: generator) { [discriminator] generator in
      hingeGeneratorLoss(fakeScores: discriminator(generator(latents)))
    }
    generatorOptimizer.update(&generator, along: generatorGradient)
  }

  struct Generator: Module {
    var dense = SpectralNorm(Dense(128, 4 * 4 * 128))
    var norm1 = BatchNorm(128, activation: .relu)
    var conv1 = SpectralNorm(Conv2d(128, 64, kernel: 3, padding: 1, upsamples: true, hasBias: false))
    var norm2 = BatchNorm(64, activation: .relu)
    var attention = SelfAttention(64)
    var conv2 = SpectralNorm(Conv2d(64, 32, kernel: 3, padding: 1, upsamples: true, hasBias: false))
    var norm3 = BatchNorm(32, activation: .relu)
    var conv3 = SpectralNorm(Conv2d(32, 3, kernel: 3, padding: 1, activation: .tanh))

    func callAsFunction(_ latents: Tensor) -> Tensor {
      let x = norm1(dense(latents).reshaped(to: [latents.shape[0], 4, 4, 128]))
      let y = attention(norm2(conv1(x)))
      return conv3(norm3(conv2(y)))
    }
  }

  struct Discriminator: Module {
    var conv1 = SpectralNorm(Conv2d(3, 64, kernel: 4, stride: 2, padding: 1, activation: .leakyReLU(0.2)))
    var attention = SelfAttention(64)
    var conv2 = SpectralNorm(Conv2d(64, 128, kernel: 4, stride: 2, padding: 1, activation: .leakyReLU(0.2)))
    var dense = SpectralNorm(Dense(4 * 4 * 128, 1))

    func callAsFunction(_ x: Tensor) -> Tensor {
      dense(conv2(attention(conv1(x))).reshaped(to: [x.shape[0], -1]))
    }
  }
}
