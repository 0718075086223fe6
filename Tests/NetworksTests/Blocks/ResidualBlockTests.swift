import Networks
import Tensors
import Testing

@Suite("Residual blocks")
struct ResidualBlockTests {
  let x = ModelGradientCheck.numbers([2, 4, 6, 3])

  private func plain(_ layer: OptionalSpectralNorm<Conv2d>, _ x: Tensor, padding: Int) -> Tensor {
    conv2d(x, layer.plain!.filter, bias: layer.plain!.bias, padding: padding)
  }

  @Test("CycleGAN's block is two normalised convolutions with mirrored edges, and the input")
  func cycleBlock() {
    let block = ModelGradientCheck.doubled(withSeed(1) { ResidualBlock(3) })
    let norm = InstanceNorm(3)
    let hidden = relu(norm(conv2d(x.paddedByReflection(1), block.first.filter)))
    #expect(block.first.bias == nil && deviation(block(x), x + norm(conv2d(hidden.paddedByReflection(1), block.second.filter))) < 1e-10)
  }

  @Test("without normalisation it has biases, and a second convolution of zeros leaves the input alone")
  func plainBlock() {
    var block = ModelGradientCheck.doubled(withSeed(2) { ResidualBlock(3, normalizes: false, edges: .zero) })
    let hidden = relu(conv2d(x, block.first.filter, bias: block.first.bias, padding: 1))
    #expect(deviation(block(x), x + conv2d(hidden, block.second.filter, bias: block.second.bias, padding: 1)) < 1e-10)
    block.second.filter = block.second.filter * 0
    block.second.bias = block.second.bias.map { $0 * 0 }
    #expect(block(x) == x)
  }

  @Test("the generator's block enlarges in front of its convolutions, the shortcut's too", arguments: [true, false])
  func upsamplingBlock(upsamples: Bool) {
    let block = ModelGradientCheck.doubled(withSeed(3) { UpsamplingResidualBlock(3, 5, upsamples: upsamples, hasSpectralNorm: false) })
    func enlarged(_ x: Tensor) -> Tensor { upsamples ? upsampleNearest(x) : x }
    let hidden = plain(block.first, enlarged(relu(block.norms[0](x))), padding: 1)
    let expected = plain(block.shortcut!, enlarged(x), padding: 0) + plain(block.second, relu(block.norms[1](hidden)), padding: 1)
    #expect(block(x).shape == (upsamples ? [2, 8, 12, 5] : [2, 4, 6, 5]) && deviation(block(x), expected) < 1e-10)
    #expect(withSeed(3) { UpsamplingResidualBlock(3, 3, upsamples: false) }.shortcut == nil)
  }

  @Test("a condition changes the block's result sample by sample, and a class is a vector with a single one")
  func conditions() {
    var block = ModelGradientCheck.doubled(withSeed(4) { UpsamplingResidualBlock(3, 2, conditioning: .classes(4), hasSpectralNorm: false) })
    #expect(block(x, labels: [0, 1]) == block(x, labels: [2, 1]))
    for index in 0..<2 { block.conditionalNorms[index].gainWeight = ModelGradientCheck.numbers([4, index == 0 ? 3 : 2]) }
    let (one, other) = (block(x, labels: [0, 1]), block(x, labels: [2, 1]))
    #expect(deviation(one, other) > 1e-3)
    let vectors = Tensor(oneHot: [2, 1], classes: 4).converted(to: .double)
    #expect(deviation(block(x, condition: vectors), other) < 1e-12)
    let linear = withSeed(5) { UpsamplingResidualBlock(3, 2, conditioning: .vector(7)) }
    #expect(linear.conditionalNorms[1].gainWeight.shape == [7, 2])
  }

  @Test(
    "the discriminator's block averages behind its convolutions, the shortcut's too, and the first has no rectifier in front",
    arguments: [true, false], [true, false])
  func downsamplingBlock(downsamples: Bool, isFirst: Bool) {
    let block = ModelGradientCheck.doubled(
      withSeed(6) { DownsamplingResidualBlock(3, 5, downsamples: downsamples, isFirst: isFirst, hasSpectralNorm: false) })
    func reduced(_ x: Tensor) -> Tensor { downsamples ? averagePool2d(x, kernel: 2) : x }
    let hidden = plain(block.second, relu(plain(block.first, isFirst ? x : relu(x), padding: 1)), padding: 1)
    let expected = reduced(plain(block.shortcut!, x, padding: 0)) + reduced(hidden)
    #expect(block(x).shape == (downsamples ? [2, 2, 3, 5] : [2, 4, 6, 5]) && deviation(block(x), expected) < 1e-10)
  }

  @Test("with spectral norm every convolution of a block has largest singular value 1")
  func spectralNorm() {
    let block = withSeed(7) { DownsamplingResidualBlock(3, 5) }
    for layer in [block.first, block.second, block.shortcut!] {
      let normalized = layer.normalized!.normalizedLayer.filter
      let matrix = normalized.reshaped(to: [-1, normalized.shape[3]]).converted(to: .double)
      // The largest eigenvalue of Wᵀ W by many steps of the power iteration.
      var vector = Tensor(ones: [matrix.shape[1], 1], dtype: .double)
      var size = 0.0
      for _ in 0..<500 {
        vector = matmul(matrix.transposed(), matmul(matrix, vector))
        size = sqrt(square(vector).sum()).scalar
        vector = vector / size
      }
      #expect(abs(size - 1) < 0.05)
    }
  }

  @Test("gradients by all parameters and images are right in both orders")
  func gradients() {
    let small = ModelGradientCheck.numbers([2, 2, 3, 2])
    withSeed(8) {
      ModelGradientCheck.expectRight(ResidualBlock(2), at: small) { $0($1) }
      ModelGradientCheck.expectRight(ResidualBlock(2, normalizes: false, edges: .zero), at: small) { $0($1) }
      ModelGradientCheck.expectRight(UpsamplingResidualBlock(2, 1, hasSpectralNorm: false), at: small) { $0($1) }
      let conditional = UpsamplingResidualBlock(2, 1, conditioning: .vector(3), upsamples: false, hasSpectralNorm: false)
      let condition = ModelGradientCheck.numbers([2, 3])
      ModelGradientCheck.expectRight(conditional, at: small) { $0($1, condition: condition) }
      ModelGradientCheck.expectRight(DownsamplingResidualBlock(2, 2, hasSpectralNorm: false), at: small) { $0($1) }
      evaluating { ModelGradientCheck.expectRight(DownsamplingResidualBlock(2, 1), at: small) { $0($1) } }
    }
  }
}
