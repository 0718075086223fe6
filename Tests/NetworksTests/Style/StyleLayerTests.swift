import Networks
import Tensors
import Testing

@Suite("Equalised learning rate")
struct EqualizedLayerTests {
  @Test("inputs of variance 1 come out with variance 2 in front of a rectifier, whatever the layer's size", arguments: [20, 500])
  func variance(inputs: Int) {
    withSeed(1) {
      let dense = EqualizedDense(inputs, 400)(normal(300, inputs))
      #expect(abs(dense.variance().scalar - 2) < 0.2)
      let conv = EqualizedConv2d(inputs / 5, 60, kernel: 3, padding: 0, gain: 1)(normal(8, 12, 12, inputs / 5))
      #expect(abs(conv.variance().scalar - 1) < 0.1)
    }
  }

  @Test("stored weights are N(0, 1) and the constant is applied when they are used; the multiplier slows the layer down")
  func runtimeConstant() {
    withSeed(2) {
      let layer = EqualizedDense(100, 300, activation: .leakyReLU(0.2))
      #expect(abs(layer.weight.variance().scalar - 1) < 0.03 && abs(layer.weightScale - (2.0 / 100).squareRoot()) < 1e-12)
      let x = normal(7, 100)
      #expect(deviation(layer(x), leakyReLU(matmul(x, layer.weight * (2.0 / 100).squareRoot()), 0.2)) < 1e-5)
      let slow = EqualizedDense(100, 300, learningRateMultiplier: 0.01, initialBias: 1)
      #expect(abs(slow.weight.variance().scalar / 1e4 - 1) < 0.03)
      #expect(abs(slow(x).variance().scalar - 2) < 0.3 && slow(x * 0) == Tensor(ones: [7, 300]))
      let change = gradient(at: slow) { $0(x).sum() }
      #expect(change.bias.doubles.allSatisfy { abs($0 - 0.07) < 1e-6 })
    }
  }

  @Test("gradients are right in both orders")
  func gradients() {
    withSeed(3) {
      let dense = EqualizedDense(3, 2, activation: .tanh, learningRateMultiplier: 0.5, initialBias: 1)
      ModelGradientCheck.expectRight(dense, at: ModelGradientCheck.numbers([2, 3])) { $0($1) }
      let conv = EqualizedConv2d(2, 2, kernel: 3, stride: 2, activation: .softplus)
      ModelGradientCheck.expectRight(conv, at: ModelGradientCheck.numbers([1, 4, 3, 2])) { $0($1) }
    }
  }
}

@Suite("Modulated convolution")
struct ModulatedConv2dTests {
  /// Eqs. 1 and 3 of the paper, filters [kernel, kernel, inputs, outputs] of one sample.
  private func filters(_ weight: Tensor, _ style: Tensor, isDemodulated: Bool = true) -> Tensor {
    let modulated = weight * style.reshaped(to: [-1, 1])
    return isDemodulated ? modulated / sqrt(square(modulated).sum(axes: [0, 1, 2]) + 1e-8) : modulated
  }

  @Test("is the convolution of each sample with its own modulated and demodulated filters", arguments: [true, false])
  func definition(isDemodulated: Bool) {
    let layer = ModelGradientCheck.doubled(
      withSeed(1) { ModulatedConv2d(3, 5, kernel: 3, latentDimension: 4, isDemodulated: isDemodulated) })
    let (x, latents) = (ModelGradientCheck.numbers([3, 4, 5, 3]), ModelGradientCheck.numbers([3, 4]))
    let styles = layer.style(latents)
    let each = (0..<3).map { sample in
      conv2d(x[sample..<sample + 1], filters(layer.filter * layer.weightScale, styles[sample], isDemodulated: isDemodulated), padding: 1)
    }
    #expect(deviation(layer(x, latents: latents), concatenate(each)) < 1e-10)
  }

  @Test("demodulated filters have norm 1, so that inputs of variance 1 come out with variance 1 whatever the style")
  func unitNorm() {
    let layer = withSeed(2) { ModulatedConv2d(6, 4, kernel: 3, latentDimension: 2) }
    for size in [0.1, 1, 50] {
      let styles = withSeed(3) { normal(1, 6) } * size
      // The response to an impulse in input channel c is the filters' slice c.
      let slices = (0..<6).map { channel -> Tensor in
        let impulse = Tensor(oneHot: [12 * 6 + channel], classes: 150).reshaped(to: [1, 5, 5, 6])
        return square(layer.convolved(impulse, styles: styles)).sum(axes: [0, 1, 2])
      }
      #expect(deviation(slices.reduce(Tensor(zeros: [4])) { $0 + $1 }, Tensor(ones: [4])) < 1e-4)
    }
  }

  @Test("upsampling is the convolution with flipped filters of the image blown up by zeros, and a blur behind it", arguments: [1, 3, 5])
  func upsampling(kernel: Int) {
    let layer = ModelGradientCheck.doubled(withSeed(4) { ModulatedConv2d(2, 3, kernel: kernel, latentDimension: 4, upsamples: true) })
    let (x, latents) = (ModelGradientCheck.numbers([2, 4, 5, 2]), ModelGradientCheck.numbers([2, 4]))
    let result = layer(x, latents: latents)
    #expect(result.shape == [2, 8, 10, 3])
    let styles = layer.style(latents)
    for sample in 0..<2 {
      let forward = (layer.filter * layer.weightScale).permuted([0, 1, 3, 2])
      let own = filters(forward, styles[sample]).permuted([0, 1, 3, 2])
      let large = conv2dTransposed(x[sample..<sample + 1], own, stride: 2)
      let rest = 3 - kernel
      let expected = upFirDown(large, taps: [0.25, 0.75, 0.75, 0.25], padding: (rest / 2 + 1, rest / 2 + 1))
      #expect(deviation(result[sample..<sample + 1], expected) < 1e-10)
    }
  }

  @Test("upsampling a constant image with a filter of one tap keeps it inside: the blur fills the zeros evenly")
  func upsamplingKeepsConstants() {
    var layer = withSeed(5) { ModulatedConv2d(1, 1, kernel: 1, latentDimension: 2, upsamples: true) }
    layer.filter = Tensor(ones: [1, 1, 1, 1])
    let result = layer.convolved(Tensor(ones: [1, 6, 6, 1]), styles: Tensor([[3]]))
    #expect(result.shape == [1, 12, 12, 1])
    #expect(deviation(result.sliced(axis: 1, 2..<10).sliced(axis: 2, 2..<10), Tensor(ones: [1, 8, 8, 1])) < 1e-5)
  }

  @Test("gradients by filters, style layer and images are right in both orders", arguments: [true, false])
  func gradients(upsamples: Bool) {
    let layer = withSeed(6) { ModulatedConv2d(2, 2, kernel: 3, latentDimension: 3, upsamples: upsamples) }
    ModelGradientCheck.expectRight(layer, at: ModelGradientCheck.numbers([2, 2, 3, 2])) { layer, x in
      layer(x, latents: x.reshaped(to: [2, 12]).sliced(axis: 1, 4..<7))
    }
  }
}

@Suite("Style generator's parts")
struct StylePartsTests {
  @Test("noise changes nothing at the start, and later adds the same to all channels in proportion to their strengths")
  func noise() {
    withSeed(1) {
      let x = normal(2, 3, 4, 3)
      #expect(NoiseInjection()(x) == x && NoiseInjection(channels: 3)(x) == x)
      var layer = NoiseInjection(channels: 3)
      layer.strength = Tensor([0, 1, -2])
      let added = layer(x) - x
      let (zero, one, two) = (added.sliced(axis: 3, 0..<1), added.sliced(axis: 3, 1..<2), added.sliced(axis: 3, 2..<3))
      #expect(zero == zero * 0 && deviation(two, one * -2) < 1e-5 && one.variance().scalar > 0.2)
      let given = normal(1, 3, 4, 1)
      #expect(deviation(layer(x, noise: given) - x, given.broadcast(to: [2, 3, 4, 1]) * layer.strength) < 1e-5)
    }
    ModelGradientCheck.expectRight(NoiseInjection(channels: 2), at: ModelGradientCheck.numbers([1, 2, 2, 2])) { layer, x in
      square(layer(x, noise: ModelGradientCheck.numbers([1, 2, 2, 1])))
    }
  }

  @Test("the mapping network does not see how long a latent is, and its outputs do not fade with depth")
  func mapping() {
    withSeed(2) {
      let mapping = MappingNetwork(latentDimension: 16, styleDimension: 24)
      let z = normal(50, 16)
      #expect(mapping.layers.count == 8 && mapping(z).shape == [50, 24])
      #expect(deviation(mapping(z * 7), mapping(z)) < 1e-4)
      let size = square(mapping(z)).mean().scalar
      #expect(size > 0.1 && size < 10)
    }
    let small = withSeed(3) { MappingNetwork(latentDimension: 2, depth: 2, learningRateMultiplier: 0.5) }
    ModelGradientCheck.expectRight(small, at: ModelGradientCheck.numbers([2, 2])) { square($0($1)) }
  }

  @Test("the mean style is the mean over latents: two estimates agree, and the mean of styles comes near them")
  func meanStyle() {
    withSeed(4) {
      let mapping = MappingNetwork(latentDimension: 8, depth: 2)
      let mean = mapping.meanStyle(samples: 20_000)
      #expect(deviation(mapping.meanStyle(samples: 20_000), mean) < 0.05)
      #expect(deviation(mapping(normal(20_000, 8)).mean(axis: 0), mean) < 0.05 && abs(mean).max().scalar > 0.1)
    }
  }
}
