import GANs
import Networks
import Tensors

func seconds() -> Double {
  let c = ContinuousClock.now
  return Double((c - start).components.seconds) + Double((c - start).components.attoseconds) * 1e-18
}
let start = ContinuousClock.now
setSeed(1)
var generator = MLP(2, 128, 128, 2, activation: .leakyReLU(0.2))
var discriminator = MLP(2, 128, 128, 1, activation: .leakyReLU(0.2))
var gOpt = Adam(for: generator, learningRate: 1e-3, beta1: 0.5)
var dOpt = Adam(for: discriminator, learningRate: 1e-3, beta1: 0.5)
@MainActor func step() -> (Tensor, Tensor) {
  let modes = Tensor(shape: [256, 1], values: randomIndices(256, below: 8).map { Float($0) * 0.7853982 })
  let real = concatenate([2 * cos(modes), 2 * sin(modes)], axis: 1) + 0.1 * normal(256, 2)
  let fake = generator(normal(256, 2))
  let (dLoss, dGradient) = valueAndGradient(at: discriminator) { discriminator in
    softplus(-discriminator(real)).mean() + softplus(discriminator(fake)).mean()
  }
  dOpt.update(&discriminator, along: dGradient)
  let latents = normal(256, 2)
  let (gLoss, gGradient) = valueAndGradient(at: generator) { generator in
    softplus(-discriminator(generator(latents))).mean()
  }
  gOpt.update(&generator, along: gGradient)
  return (dLoss, gLoss)
}
for _ in 0..<6 {
  let t = seconds()
  var l = step()
  for _ in 0..<999 { l = step() }
  print("ms/step", seconds() - t, l.0.scalar, l.1.scalar)
}
print(generator(normal(10, 2)))
