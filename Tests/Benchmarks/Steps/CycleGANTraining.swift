import GANs

/// CycleGAN on images of 16x16, batch 16: two generators with two residual blocks each, two discriminators.
struct CycleGANTraining: TrainingStep {
  static let subject = Subject(
    key: "cyclegan", title: "CycleGAN 16x16, 32/64 channels, 2 residual blocks, batch 16", script: "cyclegan",
    floatingPointOperations: operations, make: { Self() })

  private static var operations: Double {
    let (n, c) = (16, 32)
    let block = Products.conv(n, size: 8, 2 * c, 2 * c, kernel: 3, padding: 1)
    let translator = Products([
      Products.conv(n, size: 16, 3, c, kernel: 3, padding: 1),
      Products.conv(n, size: 16, c, 2 * c, kernel: 4, stride: 2, padding: 1),
      block, block, block, block,
      Products.convTransposed(n, size: 8, 2 * c, c, kernel: 4, stride: 2, padding: 1),
      Products.conv(n, size: 16, c, 3, kernel: 3, padding: 1),
    ])
    let critic = Products([
      Products.conv(n, size: 16, 3, c, kernel: 4, stride: 2, padding: 1),
      Products.conv(n, size: 8, c, 2 * c, kernel: 4, stride: 2, padding: 1),
      Products.conv(n, size: 4, 2 * c, 1, kernel: 3, padding: 1),
    ])
    // Two of everything. The critics' step: fakes, two passes forward and back. The translators': there and back again, with the gradient of
    // what came back by what it was made of, and through the critic to its input.
    let critics = translator.forward + 2 * (critic.forward + critic.backward)
    let there = translator.forward + critic.forward + critic.forward + translator.backward
    let back = translator.forward + 2 * translator.forward
    return 2 * (critics + there + back)
  }

  private var translators = Translators()
  private var critics = Critics()
  private var translatorOptimizer: Adam
  private var criticOptimizer: Adam
  private let realA = tanh(normal(16, 16, 16, 3))
  private let realB = tanh(normal(16, 16, 16, 3))

  init() {
    translatorOptimizer = Adam(for: translators, learningRate: 2e-4, beta1: 0.5)
    criticOptimizer = Adam(for: critics, learningRate: 2e-4, beta1: 0.5)
  }

  mutating func step() {
    let (realA, realB) = (realA, realB)
    let (fakeA, fakeB) = (translators.toA(realB), translators.toB(realA))
    let criticGradient = gradient(at: critics) { critics in
      leastSquaresDiscriminatorLoss(realScores: critics.ofA(realA), fakeScores: critics.ofA(fakeA))
        + leastSquaresDiscriminatorLoss(realScores: critics.ofB(realB), fakeScores: critics.ofB(fakeB))
    }
    criticOptimizer.update(&critics, along: criticGradient)
    let translatorGradient = gradient(at: translators) { [critics] translators in
      let (fakeA, fakeB) = (translators.toA(realB), translators.toB(realA))
      let adversarial =
        leastSquaresGeneratorLoss(fakeScores: critics.ofA(fakeA)) + leastSquaresGeneratorLoss(fakeScores: critics.ofB(fakeB))
      let cycle = cycleConsistencyLoss(original: realA, reconstructed: translators.toA(fakeB))
      return adversarial + cycle + cycleConsistencyLoss(original: realB, reconstructed: translators.toB(fakeA))
    }
    translatorOptimizer.update(&translators, along: translatorGradient)
  }

  struct Translators: Module {
    var toA = Translator(32)
    var toB = Translator(32)
  }

  struct Critics: Module {
    var ofA = Critic(32)
    var ofB = Critic(32)
  }

  struct Translator: Module {
    var first: Conv2d
    var firstNorm: InstanceNorm
    var down: Conv2d
    var downNorm: InstanceNorm
    var blocks: [ResidualBlock]
    var up: ConvTranspose2d
    var upNorm: InstanceNorm
    var last: Conv2d

    init(_ c: Int) {
      first = Conv2d(3, c, kernel: 3, padding: 1, hasBias: false)
      firstNorm = InstanceNorm(c, activation: .relu)
      down = Conv2d(c, 2 * c, kernel: 4, stride: 2, padding: 1, hasBias: false)
      downNorm = InstanceNorm(2 * c, activation: .relu)
      blocks = [ResidualBlock(2 * c, edges: .zero), ResidualBlock(2 * c, edges: .zero)]
      up = ConvTranspose2d(2 * c, c, kernel: 4, stride: 2, padding: 1, hasBias: false)
      upNorm = InstanceNorm(c, activation: .relu)
      last = Conv2d(c, 3, kernel: 3, padding: 1, activation: .tanh)
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
      let inner = blocks.reduce(downNorm(down(firstNorm(first(x))))) { $1($0) }
      return last(upNorm(up(inner)))
    }
  }

  struct Critic: Module {
    var first: Conv2d
    var second: Conv2d
    var norm: InstanceNorm
    var last: Conv2d

    init(_ c: Int) {
      first = Conv2d(3, c, kernel: 4, stride: 2, padding: 1, activation: .leakyReLU(0.2))
      second = Conv2d(c, 2 * c, kernel: 4, stride: 2, padding: 1, hasBias: false)
      norm = InstanceNorm(2 * c, activation: .leakyReLU(0.2))
      last = Conv2d(2 * c, 1, kernel: 3, padding: 1)
    }

    func callAsFunction(_ x: Tensor) -> Tensor { last(norm(second(first(x)))) }
  }
}
