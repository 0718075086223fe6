import Networks
import Tensors
import Testing

@Suite("StyleGAN2's blocks")
struct StyleBlockTests {
  let latents = ModelGradientCheck.numbers([2, 4])

  @Test("a styled convolution is modulation, noise, bias and the rectifier, times the root of two", arguments: [true, false])
  func styledConvolution(upsamples: Bool) {
    var layer = withSeed(1) { StyledConv2d(3, 2, latentDimension: 4, upsamples: upsamples) }
    (layer.noise.strength, layer.bias) = (Tensor([0.5]), Tensor([1, -1]))
    layer = ModelGradientCheck.doubled(layer)
    let x = ModelGradientCheck.numbers([2, 3, 4, 3])
    let noise = ModelGradientCheck.numbers(upsamples ? [1, 6, 8, 1] : [1, 3, 4, 1])
    let sum = layer.convolution(x, latents: latents) + noise * 0.5 + layer.bias
    #expect(deviation(layer(x, latents: latents, noise: noise), leakyReLU(sum, 0.2) * 2.0.squareRoot()) < 1e-12)
    ModelGradientCheck.expectRight(layer, at: x) { $0($1, latents: latents, noise: noise) }
  }

  @Test("colours are summed over sizes, and scale with the style, which no demodulation takes back")
  func colors() {
    let layer = ModelGradientCheck.doubled(withSeed(2) { StyledColors(3, latentDimension: 4) })
    let x = ModelGradientCheck.numbers([2, 4, 6, 3]), smaller = ModelGradientCheck.numbers([2, 2, 3, 3])
    let own = layer(x, latents: latents)
    #expect(own.shape == [2, 4, 6, 3] && deviation(layer(x, latents: latents, onto: smaller), own + upsampleFiltered(smaller)) < 1e-12)
    let styles = layer.convolution.style(latents)
    #expect(deviation(layer.convolution.convolved(x, styles: styles * 3), layer.convolution.convolved(x, styles: styles) * 3) < 1e-12)
  }

  @Test("the discriminator's block is two activated convolutions and a shortcut, both blurred before they skip pixels")
  func discriminatorBlock() {
    let block = ModelGradientCheck.doubled(withSeed(3) { StyleDiscriminatorBlock(2, 3) })
    let x = ModelGradientCheck.numbers([2, 4, 6, 2])
    let root = 2.0.squareRoot()
    func activated(_ x: Tensor) -> Tensor { leakyReLU(x, 0.2) * root }
    let hidden = activated(conv2d(x, block.first.filter / 18.0.squareRoot(), bias: block.first.bias, padding: 1))
    let taps = [0.125, 0.375, 0.375, 0.125]
    let main = activated(
      conv2d(upFirDown(hidden, taps: taps, padding: (2, 2)), block.second.filter / 18.0.squareRoot(), bias: block.second.bias, stride: 2))
    let skip = conv2d(upFirDown(x, taps: taps, padding: (1, 1)), block.shortcut.filter / root, stride: 2)
    #expect(block(x).shape == [2, 2, 3, 3] && deviation(block(x), (main + skip) / root) < 1e-10)
    ModelGradientCheck.expectRight(withSeed(4) { StyleDiscriminatorBlock(1, 2) }, at: ModelGradientCheck.numbers([1, 2, 4, 1])) { $0($1) }
  }

  @Test("variance passes through a stack of blocks without fading or growing")
  func variance() {
    withSeed(5) {
      let blocks = [
        StyledConv2d(32, 32, latentDimension: 16), StyledConv2d(32, 32, latentDimension: 16), StyledConv2d(32, 32, latentDimension: 16),
      ]
      let w = normal(64, 16)
      let result = blocks.reduce(normal(64, 8, 8, 32)) { $1($0, latents: w) }
      #expect(square(result).mean().scalar > 0.4 && square(result).mean().scalar < 2)
    }
  }
}
