import GANs

/// StyleGAN2 on images of 16x16, batch 32, 32 and 64 channels: R1 and path length in every step.
struct StyleGAN2Training: TrainingStep {
  static let subject = Subject(
    key: "stylegan2", title: "StyleGAN2 16x16, 32/64 channels, R1 and path length, batch 32", script: "stylegan2",
    floatingPointOperations: StyleGAN2Operations.step, make: { Self() })

  private let batch = 32
  private let latentDimension = 64
  private var generator = Generator()
  private var discriminator = Discriminator()
  private var generatorOptimizer: Adam
  private var discriminatorOptimizer: Adam
  private var pathLength = PathLengthRegularizer()
  private let real = tanh(normal(32, 16, 16, 3))

  init() {
    generatorOptimizer = Adam(for: generator, learningRate: 2e-3, beta1: 0, beta2: 0.99)
    discriminatorOptimizer = Adam(for: discriminator, learningRate: 2e-3, beta1: 0, beta2: 0.99)
  }

  mutating func step() {
    let fake = generator(normal(batch, latentDimension))
    let discriminatorGradient = gradient(at: discriminator) { [real] discriminator in
      let (realLogits, penalty) = logitsAndR1Penalty(real: real) { discriminator($0) }
      return minimaxDiscriminatorLoss(realLogits: realLogits, fakeLogits: discriminator(fake)) + penalty
    }
    discriminatorOptimizer.update(&discriminator, along: discriminatorGradient)
    let (latents, fewer) = (normal(batch, latentDimension), normal(batch / 2, latentDimension))
    let generatorGradient = gradient(at: generator) { [discriminator] generator in
      nonSaturatingGeneratorLoss(fakeLogits: discriminator(generator(latents)))
        + pathLength.penalty(latents: generator.mapping(fewer)) { generator.synthesis($0) }
    }
    generatorOptimizer.update(&generator, along: generatorGradient)
  }

  struct Generator: Module {
    var mapping = MappingNetwork(latentDimension: 64, depth: 4)
    var constant = normal(1, 4, 4, 64)
    var layers = [
      StyledConv2d(64, 64, latentDimension: 64),
      StyledConv2d(64, 64, latentDimension: 64, upsamples: true), StyledConv2d(64, 64, latentDimension: 64),
      StyledConv2d(64, 32, latentDimension: 64, upsamples: true), StyledConv2d(32, 32, latentDimension: 64),
    ]
    var colors = [StyledColors(64, latentDimension: 64), StyledColors(64, latentDimension: 64), StyledColors(32, latentDimension: 64)]

    func callAsFunction(_ latents: Tensor) -> Tensor { synthesis(mapping(latents)) }

    func synthesis(_ w: Tensor) -> Tensor {
      var x = layers[0](constant.broadcast(to: [w.shape[0], 4, 4, 64]), latents: w)
      var image = colors[0](x, latents: w)
      for index in 1...2 {
        x = layers[2 * index](layers[2 * index - 1](x, latents: w), latents: w)
        image = colors[index](x, latents: w, onto: image)
      }
      return image
    }
  }

  struct Discriminator: Module {
    var first = EqualizedConv2d(3, 32, kernel: 1, activation: .leakyReLU(0.2))
    var block1 = StyleDiscriminatorBlock(32, 64)
    var block2 = StyleDiscriminatorBlock(64, 64)
    var conv = EqualizedConv2d(65, 64, kernel: 3, activation: .leakyReLU(0.2))
    var dense = EqualizedDense(4 * 4 * 64, 64, activation: .leakyReLU(0.2))
    var last = EqualizedDense(64, 1, gain: 1)
    private let deviation = MinibatchStandardDeviation(groupSize: 4)

    func callAsFunction(_ x: Tensor) -> Tensor {
      let features = conv(deviation(block2(block1(first(x)))))
      return last(dense(features.reshaped(to: [x.shape[0], -1])))
    }
  }
}
