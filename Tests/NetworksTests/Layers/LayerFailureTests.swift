import Foundation
import Networks
import Tensors
import Testing

@Suite("Messages of misused layers")
struct LayerFailureTests {
  struct Misuse: Sendable {
    let message: String
    let run: @Sendable () -> Void
  }

  static let misuses: [Misuse] = [
    Misuse(message: "Conv2d: 0 inputs, 3 outputs, a kernel of 3; each must be at least 1") { _ = Conv2d(0, 3, kernel: 3) },
    Misuse(message: "Conv2d: 2 groups do not divide 4 inputs and 5 outputs") { _ = Conv2d(4, 5, kernel: 3, groups: 2) },
    Misuse(message: "Conv2d: with upsamples stride 2, dilation 1 and groups 1 must be 1, and padding 1 less than kernel 3") {
      _ = Conv2d(3, 5, kernel: 3, stride: 2, padding: 1, upsamples: true)
    },
    Misuse(message: "conv2d: image [1, 4, 4, 2] has 2 channels; filter [3, 3, 3, 5] in 1 group(s) takes 3") {
      _ = Conv2d(3, 5, kernel: 3)(Tensor(zeros: [1, 4, 4, 2]))
    },
    Misuse(message: "Embedding: label 5 is outside 0..<5") { _ = Embedding(5, 2)([0, 5]) },
    Misuse(message: "Embedding: sequences of [1, 2] words; all must have one length") { _ = Embedding(5, 2)([[0, 1], [2]]) },
    Misuse(message: "Embedding: a mixture of shape [3, 4]; its last axis must count the 5 labels") {
      _ = Embedding(5, 2)(mixture: Tensor(zeros: [3, 4]))
    },
    Misuse(message: "MinibatchStandardDeviation: a batch of 6 does not divide into groups of 4") {
      _ = MinibatchStandardDeviation()(Tensor(zeros: [6, 2]))
    },
    Misuse(message: "MinibatchStandardDeviation: groups of 1; at least 2 samples are needed to differ") {
      _ = MinibatchStandardDeviation(groupSize: 1)
    },
    Misuse(message: "MinibatchDiscrimination: the input has shape [2, 3], and the layer takes [batch, 4]") {
      _ = MinibatchDiscrimination(4, kernels: 2)(Tensor(zeros: [2, 3]))
    },
    Misuse(message: "GRU: the input has shape [2, 3], and the layer takes [batch, length, 3]") {
      _ = GRU(3, units: 2)(Tensor(zeros: [2, 3]))
    },
    Misuse(message: "GRU: the state has shape [2, 5], and [2, 4] is needed") {
      _ = GRU(3, units: 4)(Tensor(zeros: [2, 1, 3]), state: Tensor(zeros: [2, 5]))
    },
    Misuse(message: "ModulatedConv2d: the kernel 4 is even; an odd one keeps the size") {
      _ = ModulatedConv2d(2, 2, kernel: 4, latentDimension: 3)
    },
    Misuse(message: "ModulatedConv2d: images [2, 4, 4, 3] and styles [1, 3]; a style for each image and input channel is needed") {
      _ = ModulatedConv2d(3, 2, latentDimension: 4)(Tensor(zeros: [2, 4, 4, 3]), latents: Tensor(zeros: [1, 4]))
    },
    Misuse(message: "NoiseInjection: the input has shape [1, 2, 2, 3], and the layer takes [batch, height, width, 2]") {
      _ = NoiseInjection(channels: 2)(Tensor(zeros: [1, 2, 2, 3]))
    },
    Misuse(message: "SelfAttention: the input has shape [1, 4, 4, 3], and the layer takes [batch, height, width, 8]") {
      _ = SelfAttention(8, hasSpectralNorm: false)(Tensor(zeros: [1, 4, 4, 3]))
    },
    Misuse(message: "UpsamplingResidualBlock: the block was made with a condition; pass labels: or condition:") {
      _ = UpsamplingResidualBlock(2, 2, conditioning: .classes(3))(Tensor(zeros: [1, 4, 4, 2]))
    },
    Misuse(message: "UpsamplingResidualBlock: the block was made without a condition; pass conditioning: to its init") {
      _ = UpsamplingResidualBlock(2, 2)(Tensor(zeros: [1, 4, 4, 2]), labels: [0])
    },
    Misuse(message: "StyleDiscriminatorBlock: the input has shape [1, 3, 4, 2]; images of even height and width are needed") {
      _ = StyleDiscriminatorBlock(2, 2)(Tensor(zeros: [1, 3, 4, 2]))
    },
  ]

  @Test("names the layer, the shapes and the rule", arguments: misuses.indices)
  func message(index: Int) async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [index] in
      engineFailureHandler = { FileHandle.standardError.write(Data("refused: \($0)\n".utf8)) }
      LayerFailureTests.misuses[index].run()
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("refused: \(LayerFailureTests.misuses[index].message)\n"), "\(text)")
  }
}
