import Networks
import Tensors
import Testing

@Suite("Convolutional layers")
struct ConvolutionLayerTests {
  static let activations: [Activation] = [.identity, .relu, .leakyReLU(0.2), .tanh, .sigmoid, .softplus]

  @Test("are the operation plus the bias, and then the activation", arguments: activations)
  func forward(activation: Activation) {
    withSeed(1) {
      let x = normal(2, 7, 6, 4), sequence = normal(2, 9, 4)
      let conv = Conv2d(4, 6, kernel: 3, stride: 2, padding: 1, dilation: 2, groups: 2, activation: activation)
      let expected = activation(conv2d(x, conv.filter, stride: 2, padding: 1, dilation: 2, groups: 2) + conv.bias!)
      #expect(deviation(conv(x), expected) < 1e-5)
      let enlarging = Conv2d(4, 6, kernel: 3, padding: 1, upsamples: true, activation: activation)
      #expect(enlarging(x).shape == [2, 14, 12, 6])
      #expect(deviation(enlarging(x), activation(conv2d(upsampleNearest(x), enlarging.filter, padding: 1) + enlarging.bias!)) < 1e-5)
      let up = ConvTranspose2d(4, 6, kernel: 3, stride: 2, padding: 1, outputPadding: 1, activation: activation)
      #expect(up(x).shape == [2, 14, 12, 6])
      #expect(deviation(up(x), activation(conv2dTransposed(x, up.filter, stride: 2, padding: 1, outputPadding: 1) + up.bias!)) < 1e-5)
      let text = Conv1d(4, 6, kernel: 3, padding: 1, activation: activation)
      #expect(deviation(text(sequence), activation(conv1d(sequence, text.filter, padding: 1) + text.bias!)) < 1e-5)
      let bare = Conv2d(4, 6, kernel: 1, hasBias: false, activation: activation)
      #expect(bare.bias == nil && deviation(bare(x), activation(conv2d(x, bare.filter))) < 1e-5)
    }
  }

  @Test("a depthwise layer filters each channel alone")
  func depthwise() {
    withSeed(2) {
      let layer = DepthwiseConv2d(3, multiplier: 2, kernel: 3, padding: 1)
      let x = normal(2, 5, 4, 3)
      for channel in 0..<3 {
        let filter = layer.convolution.filter.sliced(axis: 3, 2 * channel..<2 * channel + 2)
        let alone = conv2d(
          x.sliced(axis: 3, channel..<channel + 1), filter, bias: layer.convolution.bias!.sliced(axis: 0, 2 * channel..<2 * channel + 2),
          padding: 1)
        #expect(deviation(layer(x).sliced(axis: 3, 2 * channel..<2 * channel + 2), alone) < 1e-6)
      }
    }
  }

  @Test("the sizes of DCGAN: a kernel of 4, a stride of 2 and a padding of 1 double and halve")
  func sizes() {
    #expect(ConvTranspose2d(2, 3, kernel: 4, stride: 2, padding: 1)(Tensor(zeros: [1, 5, 4, 2])).shape == [1, 10, 8, 3])
    #expect(Conv2d(2, 3, kernel: 4, stride: 2, padding: 1)(Tensor(zeros: [1, 10, 8, 2])).shape == [1, 5, 4, 3])
  }

  @Test("gradients by parameters and images are right in both orders", arguments: [Activation.leakyReLU(0.2), .tanh, .softplus])
  func gradients(activation: Activation) {
    withSeed(3) {
      let x = ModelGradientCheck.numbers([2, 4, 3, 2])
      ModelGradientCheck.expectRight(Conv2d(2, 3, kernel: 3, stride: 2, padding: 1, activation: activation), at: x) { square($0($1)) }
      ModelGradientCheck.expectRight(ConvTranspose2d(2, 2, kernel: 3, stride: 2, padding: 1, activation: activation), at: x) {
        square($0($1))
      }
      ModelGradientCheck.expectRight(DepthwiseConv2d(2, multiplier: 2, kernel: 2, activation: activation), at: x) { square($0($1)) }
      ModelGradientCheck.expectRight(Conv1d(2, 3, kernel: 2, activation: activation), at: ModelGradientCheck.numbers([2, 4, 2])) {
        square($0($1))
      }
    }
  }
}
